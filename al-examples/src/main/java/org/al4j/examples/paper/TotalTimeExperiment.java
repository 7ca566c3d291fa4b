package org.al4j.examples.paper;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.examples.claim.Claim;
import org.al4j.examples.claim.ClaimSheet;
import org.al4j.examples.claim.ExperimentScale;
import org.al4j.examples.claim.Rule;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.examples.experiment.Cells;
import org.al4j.examples.experiment.ExperimentProgram;
import org.al4j.examples.ups.EmbeddingTime;
import org.al4j.examples.ups.TotalTimeRuns;
import org.al4j.examples.ups.TotalTimeSeed;
import org.al4j.examples.ups.TotalTimeSeed.TimeSplit;
import org.al4j.examples.ups.WarmUp;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.models.head.HeadEncoder;
import org.al4j.models.head.HeadLearner;
import org.al4j.models.head.HeadOptions;
import org.al4j.study.Task;
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
 * All that makes active learning of a large model cheap at once, against nothing of it: a head on
 * vectors that are embedded once acquires, with pool subsampling, and the large model is trained
 * once, on its labels; against the large model that acquires for itself and scores everything.
 */
@Command(
    name = "total-time",
    description = "PLASM, UPS and stored embeddings together against full scoring by fine-tuning.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TotalTimeExperiment implements Callable<Integer> {
  private static final double MOST = 0.8;
  private static final double MARGIN = 0.01;
  private static final String NONE = "none";
  private static final String THEIRS = "the large model acquires, full scoring";
  private static final String OURS = "a head on stored vectors acquires, UPS";

  /** How large: queries, test texts, tokens of a text, what a fine-tuning is told. */
  private record Size(int rounds, int test, int tokens, String recipe) {
    static Size of(ExperimentScale scale) {
      return switch (scale) {
        case QUICK -> new Size(9, 600, 32, "learning-rate=1e-3,updates=150,batch=8");
        case MEDIUM -> new Size(15, 1000, 32, "learning-rate=1e-4,updates=100,epochs=3");
        case PAPER -> new Size(15, 1_000_000, 256, "updates=350");
      };
    }

    String learner(String checkpoint) {
      return "transformer(checkpoint=" + checkpoint + "," + recipe + ",max-length=" + tokens + ")";
    }
  }

  private final WarmUp warmUp = new WarmUp();
  @Spec private CommandSpec spec;
  @Mixin private ClaimOptions options = new ClaimOptions();

  @Option(
      names = "--encoder",
      paramLabel = "CHECKPOINT",
      description =
          "Whose stored vectors the head acquires on (default of quick: the embedded transformer of"
              + " 2 layers, else minilm).")
  private @Nullable String encoder;

  @Option(
      names = "--successor",
      paramLabel = "LEARNER",
      description =
          "What is wanted in the end, and acquires in the other arm, with its parameters (default:"
              + " the same checkpoint, fine-tuned by scale).")
  private @Nullable String successor;

  @Option(
      names = "--teacher",
      paramLabel = "LEARNER",
      defaultValue = NONE,
      description =
          "Who gives pseudo-labels of the rest of the pool to the successor, or none: then it learns"
              + " from the labels alone (default: ${DEFAULT-VALUE}).")
  private String teacher = NONE;

  /** Runs and prints. */
  public static void main(String[] args) {
    System.exit(ExperimentProgram.of(new TotalTimeExperiment()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Size size = Size.of(options.scale());
    if (encoder == null && options.scale() == ExperimentScale.QUICK) {
      try (EmbeddedCheckpoint embedded = new EmbeddedCheckpoint()) {
        run(size, embedded.dir().toString());
      }
    } else {
      run(size, encoder == null ? "minilm" : encoder);
    }
    return 0;
  }

  private void run(Size size, String frozen) throws IOException {
    Task<ClassLabel> task = options.task(null, size.test());
    String wanted = successor == null ? size.learner(frozen) : successor;
    List<Instance> texts = task.train().stream().<Instance>map(Labelled::instance).toList();
    QuerySizes sizes =
        QuerySizes.of(
            QueryAmount.of("initial", "1%"), QueryAmount.of("batch", "1%"), size.rounds(), texts);
    Map<Claim, ToDoubleFunction<TotalTimeSeed>> claims = claims(task.score().name());
    ClaimSheet sheet = sheet(task, size, List.of(frozen, wanted), claims.keySet());
    spec.commandLine().getOut().println(sheet.before());
    EmbeddingTime.clear(options.out());
    List<Learner<ClassLabel, ? extends ActiveModel<ClassLabel>>> open = new ArrayList<>();
    try {
      HeadLearner head = head(frozen, size.tokens());
      open.add(head);
      open.add(ClaimLabels.CLASS.learner(wanted));
      if (!teacher.equals(NONE)) {
        open.add(ClaimLabels.CLASS.learner(teacher));
      }
      AcquisitionGrid<ClassLabel> grid =
          new AcquisitionGrid<>(task, sizes, size.rounds(), options.out().resolve("runs"));
      TotalTimeRuns runs =
          new TotalTimeRuns(grid, head, open.get(1), open.stream().skip(2).findFirst());
      if (!EmbeddingTime.isKnown(options.out())) {
        warmUp(task, frozen, size.tokens(), open.get(1));
      }
      EmbeddingTime embedding =
          EmbeddingTime.of(options.out(), head, texts.stream().map(Instance::text).toList());
      List<TotalTimeSeed> seeds = new ArrayList<>();
      options.eachSeed(
          spec.commandLine().getErr(),
          seed -> {
            runs.warmUp(warmUp, seed);
            seeds.add(runs.seed(seed, embedding.seconds()));
          });
      print(sheet, claims, seeds, task.score().name());
    } finally {
      open.forEach(Learner::close);
    }
  }

  /** Before the pool is embedded: with vectors that are not kept. */
  private void warmUp(
      Task<ClassLabel> task,
      String frozen,
      int tokens,
      Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> tuned) {
    try (HeadLearner head =
        HeadLearner.of(encoder(frozen, tokens).withoutStore(), HeadOptions.DEFAULT)) {
      warmUp.run(task, List.of(head, tuned), ClaimLabels.CLASS.uncertainty());
    }
  }

  private HeadLearner head(String frozen, int tokens) {
    return HeadLearner.of(
        encoder(frozen, tokens).withStore(EmbeddingTime.store(options.out())), HeadOptions.DEFAULT);
  }

  private static HeadEncoder encoder(String frozen, int tokens) {
    HeadEncoder encoder = HeadEncoder.of(frozen);
    return encoder.withOptions(encoder.options().withMaxLength(tokens));
  }

  /** The claims, and of each what it is judged by on a seed. */
  static Map<Claim, ToDoubleFunction<TotalTimeSeed>> claims(String score) {
    Map<Claim, ToDoubleFunction<TotalTimeSeed>> all = new LinkedHashMap<>();
    all.put(
        new Claim(
            "a small model on stored vectors, with UPS, saves four fifths of the time",
            "a question of ours; Tsvigun et al. 2022, table 1, has .63 of PLASM with UPS",
            "+.63",
            Rule.above("share of the time to acquire and to train the final model saved", MOST)),
        TotalTimeSeed::saved);
    all.put(
        new Claim(
            "the final model loses nothing",
            "a question of ours",
            "",
            Rule.noLoss(
                score + " after the last round of the successor less that on its own labels",
                MARGIN)),
        TotalTimeSeed::gain);
    return all;
  }

  private ClaimSheet sheet(
      Task<ClassLabel> task, Size size, List<String> models, Set<Claim> claims) {
    List<String> plain = models.stream().map(ClaimLabels::shown).toList();
    return new ClaimSheet(
        "All that makes it cheap at once against full scoring",
        List.copyOf(claims),
        List.of(
            task.name() + ", " + task.train().size() + " texts, for AG News",
            "1% of it first and in each of " + size.rounds() + " queries, for 15",
            plain.get(1) + " in the part of ELECTRA: it acquires for itself, or learns in the end",
            "a head on stored vectors of " + plain.get(0) + ", with UPS, for DistilBERT",
            teacher.equals(NONE)
                ? "no teacher: the successor is of the kind that would teach, and learns from the"
                    + " labels alone"
                : teacher + " gives pseudo-labels of the rest of the pool to the successor",
            "time to measure models on test texts is not counted"));
  }

  private void print(
      ClaimSheet sheet,
      Map<Claim, ToDoubleFunction<TotalTimeSeed>> claims,
      List<TotalTimeSeed> seeds,
      String score)
      throws IOException {
    List<LearningCurve> curves =
        List.of(
            new LearningCurve(THEIRS, seeds.stream().map(TotalTimeSeed::theirs).toList()),
            new LearningCurve(OURS, seeds.stream().map(TotalTimeSeed::ours).toList()));
    Map<Claim, double[]> measured = new LinkedHashMap<>();
    claims.forEach(
        (claim, value) -> measured.put(claim, seeds.stream().mapToDouble(value).toArray()));
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        Cells.table(
            List.of(
                "arm",
                "final " + score,
                "training s",
                "scoring s",
                "embedding once s",
                "teacher s",
                "successor s",
                "total s"),
            List.of(
                row(curves.get(0), seeds, TotalTimeSeed::theirTime),
                row(curves.get(1), seeds, TotalTimeSeed::ourTime))));
    out.println(sheet.after(measured));
    out.println(options.machine());
    sheet.write(options.out(), measured);
    Report.writeCurves(options.out(), "total-time", sheet.title(), score, curves)
        .ifPresent(out::println);
  }

  private static List<String> row(
      LearningCurve curve, List<TotalTimeSeed> seeds, Function<TotalTimeSeed, TimeSplit> time) {
    List<String> row = new ArrayList<>(List.of(curve.name(), Cells.estimate(curve.last())));
    List<ToDoubleFunction<TimeSplit>> parts =
        List.of(
            TimeSplit::training,
            TimeSplit::scoring,
            TimeSplit::embedding,
            TimeSplit::teacher,
            TimeSplit::successor,
            TimeSplit::total);
    parts.forEach(
        part ->
            row.add(
                Cells.number(
                    "%.1f",
                    seeds.stream().map(time).mapToDouble(part).average().orElse(Double.NaN))));
    return row;
  }
}
