package org.al4j.examples.paper;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.Iteration;
import org.al4j.examples.checkpoint.RandomCheckpoint;
import org.al4j.examples.claim.Claim;
import org.al4j.examples.claim.ClaimSheet;
import org.al4j.examples.claim.ExperimentScale;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.examples.experiment.Cells;
import org.al4j.examples.experiment.ExperimentProgram;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.SeedCurve;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.transformer.Recipe;
import org.al4j.models.transformer.TransformerLearner;
import org.al4j.study.Task;
import org.al4j.study.grid.AcquiredLabels;
import org.al4j.study.grid.AcquisitionGrid;
import org.al4j.study.report.Report;
import org.al4j.study.settings.QuerySizes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Pre-trained against random weights of the same network, over growing numbers of labels drawn at
 * random (Degen 2019), and a head on the frozen encoder against its fine-tuning.
 */
@Command(
    name = "transfer",
    description = "Pre-trained against random weights, and against a head, over labels.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TransferExperiment implements Callable<Integer> {
  private static final String LABELS = "labels";

  /**
   * How large: labels, test texts, tokens of a text, epochs and least updates of a fit.
   *
   * @param rate of the pre-trained weights, 0 for the recipe's
   * @param scratch of the random weights, which have further to go
   */
  private record Size(
      List<Integer> labels,
      int test,
      int tokens,
      int epochs,
      int updates,
      double rate,
      double scratch) {
    static Size of(ExperimentScale scale) {
      return switch (scale) {
        case QUICK -> new Size(List.of(50, 100, 200, 400), 600, 48, 5, 200, 1e-3, 1e-3);
        case MEDIUM -> new Size(List.of(500, 1000, 2000), 1000, 64, 3, 150, 1e-4, 5e-4);
        case PAPER ->
            new Size(List.of(500, 1000, 2500, 5000, 10_000), 25_000, 256, 5, 1000, 0, 5e-4);
      };
    }
  }

  @Spec private CommandSpec spec;
  @Mixin private ClaimOptions options = new ClaimOptions();

  @Option(
      names = "--checkpoint",
      paramLabel = "DIR",
      description =
          "A BERT that was pre-trained, by folder or name (default of quick: the embedded one of 2"
              + " layers, else minilm).")
  private @Nullable String checkpoint;

  @Option(
      names = "--labels",
      paramLabel = "N,...",
      split = ",",
      description = "Numbers of labels, ascending (default: by scale).")
  private List<Integer> labels = List.of();

  @Option(
      names = "--updates",
      paramLabel = "N",
      description = "Minimum updates of a fit (default: by scale).")
  private @Nullable Integer updates;

  /** Runs and prints. */
  public static void main(String[] args) {
    System.exit(ExperimentProgram.of(new TransferExperiment()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Size size = size();
    if (checkpoint != null || options.scale() != ExperimentScale.QUICK) {
      run(size, Checkpoints.folder(checkpoint == null ? "minilm" : checkpoint));
    } else {
      try (EmbeddedCheckpoint embedded = new EmbeddedCheckpoint()) {
        run(size, embedded.dir());
      }
    }
    return 0;
  }

  private Size size() {
    Size usual = Size.of(options.scale());
    List<Integer> sizes = labels.isEmpty() ? usual.labels() : labels;
    for (int i = 0; i < sizes.size(); i++) {
      if (sizes.size() < 2 || sizes.get(i) < 1 || (i > 0 && sizes.get(i) <= sizes.get(i - 1))) {
        throw new InvalidInputException(
            "--labels must be two or more ascending numbers from 1 on, found " + sizes);
      }
    }
    int least = updates == null ? usual.updates() : updates;
    return new Size(
        sizes, usual.test(), usual.tokens(), usual.epochs(), least, usual.rate(), usual.scratch());
  }

  private void run(Size size, Path folder) throws IOException {
    Task<ClassLabel> task = options.task(null, size.test());
    int most = size.labels().get(size.labels().size() - 1);
    if (most > task.train().size()) {
      throw new InvalidInputException(
          "--labels " + most + " is more than the " + task.train().size() + " texts of the data");
    }
    Path scratch = options.out().resolve("checkpoints").resolve("random");
    RandomCheckpoint.write(scratch, folder);
    TransferClaims claims = TransferClaims.of(size.labels(), task.test());
    ClaimSheet sheet = claims.sheet(substitutions(task, folder, size));
    PrintWriter out = spec.commandLine().getOut();
    out.println(sheet.before());
    // its rounds are the numbers of labels: nothing is acquired
    AcquisitionGrid<ClassLabel> grid =
        new AcquisitionGrid<>(
            task, new QuerySizes(most, 1, false), 0, options.out().resolve("runs"));
    Map<String, List<SeedCurve>> curves = new LinkedHashMap<>();
    try (var random = transformer(scratch, size, size.scratch());
        var tuned = transformer(folder, size, size.rate());
        var head =
            ClaimOptions.named(
                "head(checkpoint=" + folder + ",max-length=" + size.tokens() + ")")) {
      options.eachSeed(
          spec.commandLine().getErr(),
          seed -> {
            AcquiredLabels<ClassLabel> labels =
                AcquiredLabels.drawn(task, LABELS, size.labels(), seed);
            add(
                curves,
                TransferClaims.SCRATCH,
                grid.successor(labels, folder(TransferClaims.SCRATCH), random));
            add(
                curves,
                TransferClaims.TUNED,
                grid.successor(labels, folder(TransferClaims.TUNED), tuned));
            add(
                curves,
                TransferClaims.HEAD,
                grid.successor(labels, folder(TransferClaims.HEAD), head));
          });
    }
    print(sheet, size, curves, claims);
  }

  private static void add(Map<String, List<SeedCurve>> curves, String arm, SeedCurve curve) {
    curves.computeIfAbsent(arm, first -> new ArrayList<>()).add(curve);
  }

  private static String folder(String arm) {
    return arm.replace(' ', '-');
  }

  /** Seconds of a fit and of measuring it, as the runs recorded them; means over the seeds. */
  private String seconds(Size size, Map<String, List<SeedCurve>> found) {
    RunRecords records = new RunRecords(options.out().resolve("runs"));
    List<String> head = new ArrayList<>(List.of("seconds to train / to score the test texts"));
    size.labels().forEach(n -> head.add(Integer.toString(n)));
    List<List<String>> rows = new ArrayList<>();
    found.forEach(
        (arm, seeds) -> {
          List<List<Iteration>> fits =
              seeds.stream()
                  .map(one -> LABELS + "-seed" + one.seed())
                  .map(one -> records.successor(one, folder(arm), size.labels().size()))
                  .toList();
          List<String> row = new ArrayList<>(List.of(arm));
          for (int i = 0; i < size.labels().size(); i++) {
            int at = i;
            List<List<Iteration>> here = fits.stream().map(run -> List.of(run.get(at))).toList();
            double train = RunRecords.seconds(here, Iteration::fitSeconds);
            double score = RunRecords.seconds(here, Iteration::evaluateSeconds);
            row.add(Cells.number("%.2f", train) + " / " + Cells.number("%.2f", score));
          }
          rows.add(row);
        });
    return Cells.table(head, rows);
  }

  private static TransformerLearner transformer(Path folder, Size size, double rate) {
    return TransformerLearner.create(
        folder,
        Recipe.plasm()
            .withEpochs(size.epochs())
            .withMinimumUpdates(size.updates())
            .withMaxLength(size.tokens())
            .withLearningRate(rate));
  }

  private List<String> substitutions(Task<ClassLabel> task, Path folder, Size size) {
    return List.of(
        String.format(
            Locale.ROOT,
            "%s, %d texts and %d test texts, for IMDb",
            task.name(),
            task.train().size(),
            task.test().size()),
        String.format(
            Locale.ROOT,
            "%s, fine-tuned in %d epochs and at least %d updates at %s, from random weights at %s,"
                + " texts cut at %d tokens, for the poster's networks",
            folder.getFileName(),
            size.epochs(),
            size.updates(),
            size.rate() > 0 ? size.rate() : "the recipe's rate",
            size.scratch(),
            size.tokens()),
        size.labels() + " labels for 500 to 10,000");
  }

  private void print(
      ClaimSheet sheet, Size size, Map<String, List<SeedCurve>> found, TransferClaims claims)
      throws IOException {
    List<LearningCurve> curves = new ArrayList<>();
    found.forEach((arm, seeds) -> curves.add(new LearningCurve(arm, seeds)));
    List<String> head = new ArrayList<>(List.of("accuracy with labels"));
    size.labels().forEach(n -> head.add(Integer.toString(n)));
    List<List<String>> rows = new ArrayList<>();
    for (LearningCurve curve : curves) {
      List<String> row = new ArrayList<>(List.of(curve.name()));
      curve.points().forEach(point -> row.add(Cells.estimate(point.quality())));
      rows.add(row);
    }
    Map<Claim, double[]> measured = claims.measured(found);
    PrintWriter out = spec.commandLine().getOut();
    out.println(Cells.table(head, rows));
    out.println(seconds(size, found));
    out.println(sheet.after(measured));
    out.println(options.machine());
    sheet.write(options.out(), measured);
    Report.writeCurves(options.out(), "transfer", sheet.title(), "accuracy", curves)
        .ifPresent(out::println);
  }
}
