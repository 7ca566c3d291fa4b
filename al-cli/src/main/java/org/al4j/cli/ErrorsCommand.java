package org.al4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.al4j.cli.progress.PreparationLines;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.read.Columns;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.LabelFormat;
import org.al4j.core.read.ReadOptions;
import org.al4j.core.read.Splits;
import org.al4j.core.text.TextPreparer;
import org.al4j.metrics.LabelErrors;
import org.al4j.study.advice.SuspectedLabels;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code al errors}: the labels of a data set that are suspected to be wrong. */
@Command(
    name = "errors",
    description =
        "List the labels of a data set that are suspected to be wrong: by models that did not learn"
            + " from the text, trained on the other folds.",
    sortOptions = false)
final class ErrorsCommand implements Callable<Integer> {
  private static final int TEXT = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "PATH",
      description = "Labelled texts, one class each; of a folder the train part.")
  private Path data = Path.of("");

  @Option(
      names = "--label-column",
      paramLabel = "NAME",
      description = "Column of the label (default: label).")
  private String labelColumn = Columns.DEFAULT.label();

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      description = "TREC: coarse or fine; a folder of NoReC: binary or 3class.")
  private @Nullable String variant;

  @ArgGroup(exclusive = false)
  private ReadingOptions reading = new ReadingOptions();

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR|NAME",
      description = "Checkpoint folder or learner, as in al simulate; tfidf takes seconds.")
  private String model = "";

  @Option(
      names = "--folds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Folds, and models to train (default: ${DEFAULT-VALUE}).")
  private int folds = 5;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the folds and the models (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--order",
      paramLabel = "HOW",
      defaultValue = "self-confidence",
      description =
          "What comes first: self-confidence (the least probable label) or normalised-margin (the"
              + " farthest behind another) (default: ${DEFAULT-VALUE}).")
  private String order = "self-confidence";

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many are printed (default: ${DEFAULT-VALUE}).")
  private int top = 20;

  @Option(names = "--out", paramLabel = "FILE", description = "Write all of them as CSV; replaced.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    LabelErrors.Order by = order();
    require("--folds", 2, folds);
    require("--top", 0, top);
    requireWritable();
    ReadOptions options = reading.with(reading.reading(variant, null), labelColumn);
    Splits<ClassLabel> splits =
        Datasets.open(data, Optional.empty(), options, LabelFormat.classLabel());
    splits.notes().forEach(note -> spec.commandLine().getErr().println("note: " + note));
    SuspectedLabels found = find(splits.train(), by);
    if (out != null) {
      AtomicFile.write(out, found.csv().getBytes(StandardCharsets.UTF_8));
    }
    print(found);
    return 0;
  }

  private SuspectedLabels find(Dataset<ClassLabel> texts, LabelErrors.Order by) {
    try (Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> learner =
            ModelOption.of(model, ClassLabel.class);
        PreparationLines lines = PreparationLines.on(spec.commandLine().getErr())) {
      List<String> all = texts.items().stream().map(item -> item.instance().text()).toList();
      TextPreparer.of(learner).ifPresent(one -> one.prepare(all, lines));
      return SuspectedLabels.crossValidated(learner, texts, folds, seed, by);
    }
  }

  private void print(SuspectedLabels found) {
    PrintWriter to = spec.commandLine().getOut();
    List<SuspectedLabels.Suspect> suspects = found.suspects();
    to.printf(
        Locale.ROOT,
        "%d of %d labels are suspected; %.0f are estimated to be wrong, fewer if the models are weak%n",
        suspects.size(),
        found.checked().size(),
        found.estimated());
    for (SuspectedLabels.Suspect one : suspects.subList(0, Math.min(top, suspects.size()))) {
      to.printf(
          Locale.ROOT,
          "%s: label %s (%.3f), models say %s: %s%n",
          one.id(),
          one.given(),
          one.selfConfidence(),
          one.suggested(),
          excerpt(one.text()));
    }
    if (out != null) {
      to.println("all: " + out.toAbsolutePath().normalize());
    }
    to.flush();
  }

  private static String excerpt(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.codePointCount(0, line.length()) <= TEXT
        ? line
        : line.substring(0, line.offsetByCodePoints(0, TEXT)) + "\u2026";
  }

  private LabelErrors.Order order() {
    return switch (order) {
      case "self-confidence" -> LabelErrors.Order.SELF_CONFIDENCE;
      case "normalised-margin" -> LabelErrors.Order.NORMALISED_MARGIN;
      default ->
          throw new InvalidInputException(
              "--order must be self-confidence or normalised-margin, found '" + order + "'");
    };
  }

  private static void require(String option, int least, int value) {
    if (value < least) {
      throw new InvalidInputException(option + " must be at least " + least + ", found " + value);
    }
  }

  private void requireWritable() {
    if (out == null) {
      return;
    }
    Path parent = out.toAbsolutePath().normalize().getParent();
    if (Files.isDirectory(out) || parent == null || !Files.isDirectory(parent)) {
      throw new InvalidInputException("--out must be a file in an existing folder, found " + out);
    }
    if (out.toAbsolutePath().normalize().equals(data.toAbsolutePath().normalize())) {
      throw new InvalidInputException("--out must not be the --data file " + out);
    }
  }
}
