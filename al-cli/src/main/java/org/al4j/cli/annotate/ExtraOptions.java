package org.al4j.cli.annotate;

import java.nio.file.Path;
import java.util.function.Function;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Dataset;
import org.al4j.server.project.Extras;
import org.al4j.server.project.ProjectFolder;
import org.al4j.server.project.ProjectPlan;
import org.al4j.server.project.Sharing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a project has besides texts to label, and what its owner plans. */
final class ExtraOptions {
  @Option(
      names = "--gold",
      paramLabel = "FILE",
      description =
          "Texts with labels that are known, mixed into what each person gets, to measure people;"
              + " no model learns from them.")
  private @Nullable Path gold;

  @Option(
      names = "--gold-every",
      paramLabel = "N",
      defaultValue = "10",
      description = "A person gets one of them after so many others (default: ${DEFAULT-VALUE}).")
  private int goldEvery = ProjectPlan.NONE.goldEvery();

  @Option(
      names = "--evaluation",
      paramLabel = "FILE",
      description =
          "Texts with labels that nobody gets, to measure each round's model on; no model learns"
              + " from them.")
  private @Nullable Path evaluation;

  @Option(
      names = "--budget",
      paramLabel = "N",
      description = "How many labels there are to be, for the page; may be said anew.")
  private @Nullable Integer budget;

  @Option(
      names = "--cost-per-hour",
      paramLabel = "AMOUNT",
      description = "What an hour of labelling costs, for the owner's page; may be said anew.")
  private @Nullable Double costPerHour;

  @Option(
      names = "--currency",
      paramLabel = "SIGN",
      description = "Of that cost, such as EUR; may be said anew.")
  private @Nullable String currency;

  @Option(
      names = "--adjudication",
      paramLabel = "RULE",
      description =
          "What a label follows from where several people judge: majority, unanimous, weighted (by"
              + " gold texts and by what the others say), by-person, first (default: majority;"
              + " weighted with --gold).")
  private @Nullable String adjudication;

  /**
   * How many people label each text, and what decides.
   *
   * @param usual where nothing is said of it
   */
  Sharing sharing(Sharing usual) {
    boolean weighted = adjudication == null && gold != null && usual.wanted() > 1;
    String rule = weighted ? "weighted" : adjudication;
    // of one person a text there is nothing more to ask; a model's voices are another rule's
    int most = usual.wanted() == 1 ? 1 : usual.most();
    return rule == null ? usual : new Sharing(usual.wanted(), most, rule);
  }

  /**
   * What was said.
   *
   * @param reader of a file in which all has a label
   */
  Extras of(Function<Path, Dataset<?>> reader) {
    Extras extras = Extras.NONE.with(planned(ProjectPlan.NONE).withGoldEvery(goldEvery));
    extras = gold == null ? extras : extras.withGold(filled(gold, reader));
    return evaluation == null ? extras : extras.withEvaluation(filled(evaluation, reader));
  }

  private static Dataset<?> filled(Path file, Function<Path, Dataset<?>> reader) {
    Dataset<?> data = reader.apply(file);
    if (data.items().isEmpty()) {
      throw new InvalidInputException(file + ": no text has a label");
    }
    return data;
  }

  private ProjectPlan planned(ProjectPlan before) {
    return before.with(
        budget == null ? before.budget() : budget,
        costPerHour == null ? before.costPerHour() : costPerHour,
        currency == null ? before.currency() : currency);
  }

  /** Plans what was said anew of a project that is there. */
  void plan(ProjectFolder project) {
    ProjectPlan plan = planned(project.plan());
    if (!plan.equals(project.plan())) {
      project.plan(plan);
    }
  }
}
