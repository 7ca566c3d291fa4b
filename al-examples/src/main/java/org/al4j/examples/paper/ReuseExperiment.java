package org.al4j.examples.paper;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.log.Iteration;
import org.al4j.core.read.LabelFormat;
import org.al4j.examples.claim.Claim;
import org.al4j.examples.claim.ClaimSheet;
import org.al4j.examples.claim.ExperimentScale;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.examples.experiment.ExperimentProgram;
import org.al4j.metrics.curve.SeedCurve;
import org.al4j.strategies.Strategies;
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
 * How well the labels that other models acquired serve a successor, between random labels and those
 * it acquires itself (Larionov, section 3.2 and tables 1 to 4).
 */
@Command(
    name = "reu",
    description = "Reusability (REU) of labels that other models acquired.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ReuseExperiment implements Callable<Integer> {
  /** How large: texts first and a round, rounds, test texts, fits, epochs of a student. */
  private record Size(
      String first, String batch, int rounds, int test, ClaimModels.Fit fit, int epochs) {
    static Size of(ExperimentScale scale, boolean tags) {
      return switch (scale) {
        case QUICK -> new Size("40", "40", 3, 500, new ClaimModels.Fit(120, 32, 1e-3, 0), 2);
        case MEDIUM -> new Size("3%", "3%", 4, 1000, new ClaimModels.Fit(120, 40, 0, 1e-4), 2);
        case PAPER ->
            new Size("3%", "3%", 9, 25_000, new ClaimModels.Fit(tags ? 1000 : 350, 256, 0, 0), 3);
      };
    }
  }

  @Spec private CommandSpec spec;
  @Mixin private ClaimOptions options = new ClaimOptions();
  @Mixin private LabelKind kind = new LabelKind();

  @Option(
      names = "--successor",
      paramLabel = "MODEL",
      description =
          "A checkpoint, or a learner with its parameters (default of quick: the embedded one of 2"
              + " layers, else minilm).")
  private @Nullable String successor;

  @Option(
      names = "--kin",
      paramLabel = "MODEL,...",
      description = "Who acquires of its kind, beside --students: distilled from it elsewhere.")
  private String kin = "";

  @Option(
      names = "--foreign",
      paramLabel = "MODEL,...",
      description = "Who acquires of another kind (default: tfidf, of tags bilstm-crf).")
  private @Nullable String foreign;

  @Option(
      names = "--students",
      paramLabel = "LOSS,...",
      description =
          "Students of half the successor's layers, distilled here, simplest first, of cosine,"
              + " hidden, attention; none if the successor is no checkpoint (default:"
              + " cosine,attention).")
  private @Nullable String students;

  @Option(
      names = "--sizes",
      paramLabel = "N,...",
      description =
          "Layers of students that learn by cosine, smallest first (default of quick: 1,2, else"
              + " 1,3).")
  private @Nullable String sizes;

  @Option(
      names = "--single-label",
      description = "The data has sets of classes, as CEDR: take the rows of just one class.")
  private boolean single;

  @Option(
      names = "--score",
      paramLabel = "NAME",
      description =
          "What is compared: accuracy, macro_f1, balanced_accuracy, of tags f1, macro_f1 (default:"
              + " macro_f1 as the thesis, of tags f1).")
  private @Nullable String score;

  /** Runs and prints. */
  public static void main(String[] args) {
    System.exit(ExperimentProgram.of(new ReuseExperiment()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    if (successor != null || options.scale() != ExperimentScale.QUICK) {
      run(successor == null ? "minilm" : successor);
    } else {
      try (EmbeddedCheckpoint embedded = new EmbeddedCheckpoint()) {
        run(embedded.dir().toString());
      }
    }
    return 0;
  }

  private void run(String learning) throws IOException {
    Size size = Size.of(options.scale(), kind.tags());
    if (!scores().contains(score())) {
      throw new InvalidInputException("--score must be one of " + scores() + ", found " + score());
    }
    if (kind.tags() && single) {
      throw new InvalidInputException("--single-label is of classes, not of --labels tags");
    }
    if (kind.tags()) {
      run(options.task(LabelFormat.tags(), null, size.test()), size, learning);
    } else if (single) {
      options.requireData("--single-label");
      run(SingleLabels.of(options.task(LabelFormat.labelSet(), null, size.test())), size, learning);
    } else {
      run(options.task(LabelFormat.classLabel(), null, size.test()), size, learning);
    }
  }

  private <A extends Annotation> void run(Task<A> task, Size size, String learning)
      throws IOException {
    QuerySizes amounts =
        QuerySizes.of(
            QueryAmount.of("initial", size.first()),
            QueryAmount.of("batch", size.batch()),
            size.rounds(),
            task.train().stream().map(item -> item.instance()).toList());
    Optional<ReuseStudents> taught = taught(learning);
    ReuseClaims.Acquirers who = acquirers(taught);
    ReuseClaims claims = ReuseClaims.of(who, score(), published());
    ClaimSheet sheet =
        new ClaimSheet(
            "Reusability of acquired labels for " + ClaimModels.title(learning),
            claims.all(),
            List.of(
                task.name() + ", " + task.train().size() + " texts, for TREC, CEDR and others",
                amounts.first() + " labels first, " + size.rounds() + " rounds of " + size.batch(),
                "by " + strategy() + "; " + size.fit().words(),
                taught
                    .map(one -> "students distilled here: " + one.titles())
                    .orElse("no students")));
    spec.commandLine().getOut().println(sheet.before());
    try (ClaimModels<A> models = new ClaimModels<>(task, size.fit())) {
      Map<String, ClaimModels.Named<A>> acquiring = new LinkedHashMap<>();
      Path dir = options.out().resolve("students");
      taught.ifPresent(
          one ->
              one.make(learning, task, size.epochs(), size.fit().tokens(), dir)
                  .forEach(
                      (title, folder) -> acquiring.put(title, models.open(folder.toString()))));
      split(kin).forEach(name -> acquiring.put(ClaimModels.title(name), models.open(name)));
      who.foreign().forEach(name -> acquiring.put(ClaimModels.title(name), models.open(name)));
      AcquisitionGrid<A> grid =
          new AcquisitionGrid<>(task, amounts, size.rounds(), options.out().resolve("runs"));
      print(sheet, claims, measured(grid, models.open(learning), acquiring));
    }
  }

  private Optional<ReuseStudents> taught(String learning) {
    List<String> by = split(students != null ? students : "cosine,attention");
    boolean quick = options.scale() == ExperimentScale.QUICK;
    List<Integer> layers =
        split(sizes != null ? sizes : quick ? "1,2" : "1,3").stream()
            .map(ReuseStudents::number)
            .toList();
    return ClaimModels.isCheckpoint(learning) && !(by.isEmpty() && layers.isEmpty())
        ? Optional.of(ReuseStudents.of(learning, by, layers))
        : Optional.empty();
  }

  private ReuseClaims.Acquirers acquirers(Optional<ReuseStudents> taught) {
    List<String> own = new ArrayList<>(split(kin).stream().map(ClaimModels::title).toList());
    taught.ifPresent(one -> own.add(one.titles().get(0)));
    List<String> others =
        split(foreign != null ? foreign : PlasmSize.other(options.scale(), kind.tags())).stream()
            .map(ClaimModels::title)
            .toList();
    List<String> all = new ArrayList<>(own);
    all.addAll(others);
    taught.ifPresent(one -> all.addAll(one.titles().subList(1, one.titles().size())));
    if (all.size() > Set.copyOf(all).size()) {
      throw new InvalidInputException("--kin, --students and --foreign must differ, found " + all);
    }
    if (own.isEmpty() && others.isEmpty()) {
      throw new InvalidInputException("--kin, --students or --foreign must name who acquires");
    }
    return new ReuseClaims.Acquirers(
        own,
        others,
        taught.map(ReuseStudents::elaborateTitles).orElse(List.of()),
        taught.map(ReuseStudents::sizeTitles).orElse(List.of()));
  }

  private static List<String> split(String names) {
    return names.isBlank() ? List.of() : Strategies.split(names);
  }

  private String strategy() {
    return kind.tags() ? "mnlp" : "least-confidence";
  }

  private ReuseClaims.Published published() {
    var classes = single ? ReuseClaims.Published.SINGLE_LABELS : ReuseClaims.Published.CLASSES;
    return kind.tags() ? ReuseClaims.Published.TAGS : classes;
  }

  private List<String> scores() {
    return kind.tags()
        ? List.of("f1", "macro_f1")
        : List.of("accuracy", "balanced_accuracy", "macro_f1");
  }

  private String score() {
    return score != null ? score : kind.tags() ? "f1" : "macro_f1";
  }

  /** The successor's curves on labels from each source: random, itself, and the acquirers. */
  private <A extends Annotation> ReuseTables measured(
      AcquisitionGrid<A> grid,
      ClaimModels.Named<A> trained,
      Map<String, ClaimModels.Named<A>> acquirers)
      throws IOException {
    ReuseTables all = new ReuseTables();
    RunRecords records = new RunRecords(grid.dir());
    options.eachSeed(
        spec.commandLine().getErr(),
        seed -> {
          for (String source : List.of(ReuseTables.RANDOM, ReuseClaims.ITSELF)) {
            boolean random = source.equals(ReuseTables.RANDOM);
            AcquiredLabels<A> labels =
                acquire(
                    grid, random ? "random-for-" : "", trained, random ? source : strategy(), seed);
            List<Iteration> rounds = records.acquisition(labels.folder());
            all.add(source, curve(labels, rounds), rounds, List.of());
          }
          acquirers.forEach(
              (title, acquirer) -> {
                AcquiredLabels<A> labels = acquire(grid, "", acquirer, strategy(), seed);
                grid.successor(labels, trained.folder(), trained.learner());
                List<Iteration> fits =
                    records.successor(labels.folder(), trained.folder(), labels.counts().size());
                all.add(title, curve(labels, fits), records.acquisition(labels.folder()), fits);
              });
        });
    return all;
  }

  private static <A extends Annotation> AcquiredLabels<A> acquire(
      AcquisitionGrid<A> grid, String prefix, ClaimModels.Named<A> by, String strategy, int seed) {
    return grid.acquire(
        new AcquisitionGrid.Acquirer<>(prefix + by.folder(), by.learner(), strategy), seed);
  }

  private SeedCurve curve(AcquiredLabels<?> labels, List<Iteration> rounds) {
    return RunRecords.curve(labels.seed(), labels.counts(), rounds, score());
  }

  private void print(ClaimSheet sheet, ReuseClaims claims, ReuseTables found) throws IOException {
    Map<Claim, double[]> measured = claims.measured(found.curves());
    PrintWriter out = spec.commandLine().getOut();
    out.println(found.reuse(score()));
    out.println(found.seconds());
    out.println(sheet.after(measured));
    out.println(options.machine());
    sheet.write(options.out(), measured);
    Report.writeCurves(
            options.out(), "reuse", sheet.title(), score(), List.copyOf(found.curves().values()))
        .ifPresent(out::println);
  }
}
