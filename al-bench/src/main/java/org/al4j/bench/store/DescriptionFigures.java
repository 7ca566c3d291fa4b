package org.al4j.bench.store;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.al4j.core.Seeds;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.view.TextView;
import org.al4j.core.model.view.TextViews;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;
import org.al4j.core.read.Columns;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.ReadOptions;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.coldstart.ClassDescriptions;
import org.al4j.strategies.coldstart.ColdStart;
import org.al4j.strategies.coldstart.DescriptionModel;
import org.al4j.strategies.coldstart.Descriptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What the classes' own words are worth before the first label: the accuracy of their suggestions,
 * and how many classes a first batch has by random choice, typicality and class descriptions.
 * Prints a table.
 */
@Command(
    name = "DescriptionFigures",
    description = "Suggestions and first batches by the words of the classes.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class DescriptionFigures implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--data", required = true, description = "Texts with classes.")
  private Path data = Path.of("");

  @Option(
      names = "--label-column",
      defaultValue = "label",
      description = "Default: ${DEFAULT-VALUE}.")
  private String labelColumn = "label";

  @Option(names = "--checkpoint", defaultValue = "minilm", description = "A name or a folder.")
  private String checkpoint = "minilm";

  @Option(
      names = "--descriptions",
      paramLabel = "FILE",
      description = "A class, a tab and its description a line (default: the names).")
  private @Nullable Path file;

  @Option(names = "--batch", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(names = "--pool", defaultValue = "2000", description = "Default: ${DEFAULT-VALUE}.")
  private int poolSize;

  @Option(names = "--seeds", defaultValue = "10", description = "Default: ${DEFAULT-VALUE}.")
  private int seeds;

  /** Runs and prints. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new DescriptionFigures()).execute(args));
  }

  @Override
  public Integer call() {
    Dataset<ClassLabel> read =
        Datasets.read(data, ReadOptions.DEFAULT.withColumns(Columns.of("text", labelColumn)));
    Descriptions lines = file == null ? Descriptions.NAMES : Descriptions.read(file);
    TextView view = TextViews.named(checkpoint);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        String.format(
            Locale.ROOT,
            "%,d texts, %d classes; accuracy of the suggestions %.3f",
            read.items().size(),
            read.labels().size(),
            accuracy(read, lines, view)));
    out.println(
        String.format(
            Locale.ROOT,
            "first batch of %d of %,d texts, means of %d seeds",
            batch,
            poolSize,
            seeds));
    Map<String, QueryStrategy> strategies = new LinkedHashMap<>();
    strategies.put("random", Strategies.random());
    QueryStrategy typicality = Strategies.named("typicality");
    strategies.put("typicality", new ColdStart(typicality, view.model(), view.name()));
    QueryStrategy described = new ClassDescriptions(lines);
    strategies.put("class-descriptions", new ColdStart(described, view.model(), view.name()));
    out.println("| strategy | classes in the batch | texts of the rarest |\n|---|---|---|");
    strategies.forEach((name, strategy) -> out.println(row(name, strategy, view.model(), read)));
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private static double accuracy(Dataset<ClassLabel> read, Descriptions lines, TextView view) {
    Map<String, ClassLabel> gold = gold(read);
    int[] right = new int[1];
    DescriptionModel model =
        new DescriptionModel(view.model(), read.labels(), lines, DescriptionModel.SCALE);
    model.suggest(
        read.items().stream().map(Labelled::instance).toList(),
        said -> right[0] += said.annotation().equals(gold.get(said.instance().id())) ? 1 : 0);
    return (double) right[0] / read.items().size();
  }

  private static Map<String, ClassLabel> gold(Dataset<ClassLabel> read) {
    Map<String, ClassLabel> gold = new HashMap<>();
    read.items().forEach(item -> gold.put(item.instance().id(), item.annotation()));
    return gold;
  }

  private String row(
      String name, QueryStrategy strategy, AcquisitionModel view, Dataset<ClassLabel> read) {
    Map<String, ClassLabel> gold = gold(read);
    double classes = 0;
    double rarest = 0;
    for (int seed = 0; seed < seeds; seed++) {
      List<ClassLabel> chosen =
          first(strategy, view, read, seed).ids().stream().map(gold::get).toList();
      Set<ClassLabel> found = new HashSet<>(chosen);
      classes += found.size();
      rarest +=
          found.size() < read.labels().size()
              ? 0
              : found.stream().mapToInt(one -> Collections.frequency(chosen, one)).min().orElse(0);
    }
    return String.format(
        Locale.ROOT, "| %s | %.1f | %.1f |", name, classes / seeds, rarest / seeds);
  }

  private Selection first(
      QueryStrategy strategy, AcquisitionModel view, Dataset<ClassLabel> read, int seed) {
    List<Instance> texts = new ArrayList<>();
    read.items().forEach(item -> texts.add(item.instance()));
    Seeds own = new Seeds(seed);
    RandomGenerator random = own.generator("pool", 0);
    for (int i = texts.size() - 1; i > 0; i--) {
      Collections.swap(texts, i, random.nextInt(i + 1));
    }
    Pool<ClassLabel> pool = Pool.unlabelled(texts.subList(0, Math.min(poolSize, texts.size())));
    QueryContext context = new QueryContext(0, own.generator("select", 0), pool, read.labels());
    return strategy.select(view, Candidates.all(pool), Budget.items(batch), context);
  }
}
