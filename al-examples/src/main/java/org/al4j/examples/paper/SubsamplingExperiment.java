package org.al4j.examples.paper;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.examples.checkpoint.RandomCheckpoint;
import org.al4j.examples.claim.Claim;
import org.al4j.examples.claim.ClaimSheet;
import org.al4j.examples.claim.ExperimentScale;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.examples.experiment.ExperimentProgram;
import org.al4j.examples.ups.AcquisitionRecord;
import org.al4j.examples.ups.SubsamplingClaims;
import org.al4j.examples.ups.SubsamplingSeed;
import org.al4j.examples.ups.SubsamplingSeed.Arm;
import org.al4j.examples.ups.SubsamplingTables;
import org.al4j.examples.ups.WarmUp;
import org.al4j.metrics.curve.SeedCurve;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.study.Task;
import org.al4j.study.grid.AcquiredLabels;
import org.al4j.study.grid.AcquisitionGrid;
import org.al4j.study.report.Report;
import org.al4j.study.settings.QueryAmount;
import org.al4j.study.settings.QuerySizes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Unlabelled pool subsampling against scoring everything and against a random subsample, and a
 * small model with it against a large one without: quality, passes, times, and how well the model
 * before knows what is asked next (PLASM, figures 4 and 11 to 13, tables 1, 2 and 6).
 */
@Command(
    name = "ups",
    description = "Pool subsampling (UPS): what it loses, what it saves, and why it may.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SubsamplingExperiment implements Callable<Integer> {
  /** How large: queries, test texts, what models of classes and of tags are told. */
  private record Size(int rounds, int test, String small, String large, String tagger) {
    static Size of(ExperimentScale scale) {
      return switch (scale) {
        case QUICK ->
            new Size(
                9,
                600,
                "learning-rate=1e-3,updates=100,batch=8,max-length=32",
                "learning-rate=1e-3,updates=100,batch=8,max-length=32",
                "learning-rate=1e-3,updates=100,batch=8");
        case MEDIUM ->
            new Size(
                15,
                1000,
                "updates=200,max-length=48",
                "learning-rate=1e-4,updates=80,epochs=3,max-length=48",
                "epochs=3,updates=100");
        case PAPER ->
            new Size(
                15,
                1_000_000,
                "updates=350,max-length=256",
                "updates=350,max-length=256",
                "updates=350");
      };
    }

    String learner(Path checkpoint, boolean isLarge, boolean tags) {
      return tags
          ? "tagger(checkpoint=" + checkpoint + "," + tagger + ")"
          : "transformer(checkpoint=" + checkpoint + "," + (isLarge ? large : small) + ")";
    }
  }

  private static final String NONE = "none";

  @Spec private CommandSpec spec;
  @Mixin private ClaimOptions options = new ClaimOptions();
  @Mixin private LabelKind labels = new LabelKind();

  @Option(
      names = "--model",
      paramLabel = "LEARNER",
      description =
          "Who acquires, with its parameters (default: the embedded transformer of 2 layers,"
              + " fine-tuned by scale).")
  private @Nullable String model;

  @Option(
      names = "--large",
      paramLabel = "LEARNER",
      description =
          "Whose time is compared, with its parameters, or none (default of quick: 4 layers of random"
              + " weights, else minilm).")
  private @Nullable String large;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Queries; those with 0, 1, 4 and 8 before them score all (default: by scale).")
  private @Nullable Integer rounds;

  private final WarmUp warmUp = new WarmUp();

  /** Runs and prints. */
  public static void main(String[] args) {
    System.exit(ExperimentProgram.of(new SubsamplingExperiment()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    if (labels.tags()) {
      run(ClaimLabels.TAGS);
    } else {
      run(ClaimLabels.CLASS);
    }
    return 0;
  }

  private <A extends Annotation> void run(ClaimLabels<A> kind) throws IOException {
    if (model != null) {
      run(kind, model);
      return;
    }
    try (EmbeddedCheckpoint embedded = new EmbeddedCheckpoint()) {
      run(kind, Size.of(options.scale()).learner(embedded.dir(), false, kind.areTags()));
    }
  }

  /** Whose time is compared: of quick a network of twice the layers, which need not learn. */
  private String compared(Size size, boolean tags) throws IOException {
    if (large != null) {
      return large;
    }
    if (options.scale() != ExperimentScale.QUICK) {
      return size.learner(Checkpoints.folder("minilm"), true, tags);
    }
    try (EmbeddedCheckpoint embedded = new EmbeddedCheckpoint()) {
      Path dir = options.out().resolve("checkpoints").resolve("bert-4x128-random");
      RandomCheckpoint.write(dir, embedded.dir(), 4, 128, 2);
      return size.learner(dir, true, tags);
    }
  }

  private <A extends Annotation> void run(ClaimLabels<A> kind, String acquiring)
      throws IOException {
    Size size = Size.of(options.scale());
    int queries = rounds == null ? size.rounds() : rounds;
    if (queries < 1) {
      throw new InvalidInputException("--rounds must be at least 1, found " + queries);
    }
    String compared = compared(size, kind.areTags());
    Task<A> task = options.task(kind.format(), null, size.test());
    QuerySizes sizes =
        QuerySizes.of(
            QueryAmount.of("initial", kind.share()),
            QueryAmount.of("batch", kind.share()),
            queries,
            task.train().stream().<Instance>map(Labelled::instance).toList());
    SubsamplingClaims claims = SubsamplingClaims.of(task.score().name(), kind.areTags());
    ClaimSheet sheet =
        new ClaimSheet(
            "Pool subsampling against scoring everything",
            claims.claims(),
            substitutions(task, kind.share(), queries, List.of(acquiring, compared)));
    spec.commandLine().getOut().println(sheet.before());
    AcquisitionGrid<A> grid =
        new AcquisitionGrid<>(task, sizes, queries, options.out().resolve("runs"));
    Map<Arm, Learner<A, ? extends ActiveModel<A>>> learners = new EnumMap<>(Arm.class);
    try {
      Learner<A, ? extends ActiveModel<A>> small = kind.learner(acquiring);
      List.of(Arm.FULL, Arm.UPS, Arm.RANDOM).forEach(arm -> learners.put(arm, small));
      if (!compared.equals(NONE)) {
        learners.put(Arm.LARGE, kind.learner(compared));
      }
      List<SubsamplingSeed> seeds = new ArrayList<>();
      options.eachSeed(
          spec.commandLine().getErr(),
          seed -> {
            warmUp(grid, kind, learners, seed);
            seeds.add(seed(grid, kind, learners, seed));
          });
      print(sheet, claims, new SubsamplingTables(task.score().name(), seeds));
    } finally {
      learners.values().stream().distinct().forEach(Learner::close);
    }
  }

  /** Before the first run of a call, if there is one. */
  private <A extends Annotation> void warmUp(
      AcquisitionGrid<A> grid,
      ClaimLabels<A> kind,
      Map<Arm, Learner<A, ? extends ActiveModel<A>>> learners,
      int seed) {
    boolean recorded =
        learners.keySet().stream()
            .allMatch(
                arm -> AcquisitionRecord.isFinished(run(grid, arm.folder() + "-seed" + seed)));
    if (!recorded) {
      warmUp.run(grid.task(), learners.values().stream().distinct().toList(), kind.uncertainty());
    }
  }

  private static Path run(AcquisitionGrid<?> grid, String folder) {
    return grid.dir().resolve(folder).resolve("acquire");
  }

  private static <A extends Annotation> SubsamplingSeed seed(
      AcquisitionGrid<A> grid,
      ClaimLabels<A> kind,
      Map<Arm, Learner<A, ? extends ActiveModel<A>>> learners,
      int seed) {
    List<String> ids = grid.task().train().stream().map(item -> item.instance().id()).toList();
    Map<Arm, SeedCurve> curves = new EnumMap<>(Arm.class);
    Map<Arm, AcquisitionRecord> records = new EnumMap<>(Arm.class);
    learners.forEach(
        (arm, learner) -> {
          AcquiredLabels<A> labels =
              grid.acquire(
                  new AcquisitionGrid.Acquirer<>(
                      arm.folder(), learner, arm.strategy(kind.uncertainty())),
                  seed);
          curves.put(arm, labels.own().orElseThrow());
          records.put(arm, AcquisitionRecord.read(run(grid, labels.folder()), ids));
        });
    return new SubsamplingSeed(curves, records);
  }

  private static List<String> substitutions(
      Task<?> task, String share, int queries, List<String> models) {
    return List.of(
        task.name()
            + ", "
            + task.train().size()
            + " texts and "
            + task.test().size()
            + " test texts, for AG News and CoNLL-2003",
        share + " of it first and in each of " + queries + " queries, for 15",
        ClaimLabels.shown(models.get(0))
            + " for DistilBERT, and of full scoring, UPS and random subsample alike",
        models.get(1).equals(NONE)
            ? "nothing for ELECTRA, so that no time is saved against it"
            : ClaimLabels.shown(models.get(1)) + " for ELECTRA, only its time counts",
        "as in its tables no teacher and no successor is in the times");
  }

  private void print(ClaimSheet sheet, SubsamplingClaims claims, SubsamplingTables tables)
      throws IOException {
    Map<Claim, double[]> measured = claims.measured(tables.seeds());
    PrintWriter out = spec.commandLine().getOut();
    out.println(tables.quality());
    out.println("Share of each query of full scoring that was in the top of the pool:");
    out.println(tables.tops());
    out.println("Seconds to train a model and to choose by it, mean over the seeds:");
    out.println(tables.times());
    out.println(sheet.after(measured));
    out.println(options.machine());
    sheet.write(options.out(), measured);
    Report.writeCurves(options.out(), "ups", sheet.title(), tables.score(), tables.curves())
        .ifPresent(out::println);
  }
}
