package org.al4j.examples.paper;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.TagSequence;
import org.al4j.core.read.LabelFormat;
import org.al4j.examples.claim.Claim;
import org.al4j.examples.claim.ClaimSheet;
import org.al4j.examples.claim.ExperimentScale;
import org.al4j.examples.claim.Rule;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.examples.experiment.Cells;
import org.al4j.examples.experiment.ExperimentProgram;
import org.al4j.examples.plasm.SourceCurves;
import org.al4j.metrics.curve.Aulc;
import org.al4j.strategies.Strategies;
import org.al4j.study.Task;
import org.al4j.study.grid.AcquiredLabels;
import org.al4j.study.grid.AcquisitionGrid;
import org.al4j.study.report.Report;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * What models make of labels that other models acquired, against labels of their own: a teacher,
 * its distilled student, and models of other kinds (PLASM, figures 2 and 5 to 7).
 */
@Command(
    name = "plasm-mismatch",
    description = "Labels that another model acquired against labels of one's own.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class MismatchExperiment implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClaimOptions options = new ClaimOptions();
  @Mixin private LabelKind kind = new LabelKind();

  @Option(
      names = "--teacher",
      paramLabel = "MODEL",
      description =
          "A checkpoint, or a learner with its parameters (default of quick: the embedded checkpoint"
              + " of 2 layers, else minilm).")
  private @Nullable String teacher;

  @Option(
      names = "--student",
      paramLabel = "MODEL",
      description =
          "Distilled from the teacher (default: one of half its layers that is distilled here, on"
              + " the texts without their labels).")
  private @Nullable String student;

  @Option(
      names = "--other",
      paramLabel = "MODEL,...",
      description = "Of other kinds (default: tfidf, of tags bilstm-crf, by scale).")
  private @Nullable String other;

  /** Runs and prints. */
  public static void main(String[] args) {
    System.exit(ExperimentProgram.of(new MismatchExperiment()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    PlasmSize size = PlasmSize.of(options.scale(), kind.tags());
    if (teacher != null || options.scale() != ExperimentScale.QUICK) {
      run(size, teacher == null ? "minilm" : teacher);
    } else {
      try (EmbeddedCheckpoint embedded = new EmbeddedCheckpoint()) {
        run(size, embedded.dir().toString());
      }
    }
    return 0;
  }

  private void run(PlasmSize size, String taught) throws IOException {
    if (kind.tags()) {
      run(options.task(LabelFormat.tags(), size.pool(), size.test()), size, taught);
    } else {
      run(options.task(LabelFormat.classLabel(), size.pool(), size.test()), size, taught);
    }
  }

  private <A extends Annotation> void run(Task<A> task, PlasmSize size, String taught)
      throws IOException {
    List<String> others =
        Strategies.split(other != null ? other : PlasmSize.other(options.scale(), kind.tags()));
    Path distilled = PlasmSize.studentFolder(options.out(), taught, student);
    String learnt = student != null ? student : distilled.toString();
    Claims claims =
        Claims.of(
            task.score().name(),
            ClaimModels.title(taught),
            ClaimModels.title(learnt),
            others.stream().map(ClaimModels::title).toList());
    ClaimSheet sheet =
        new ClaimSheet(
            "Acquisition-successor mismatch", claims.all(), size.substitutions(task, student));
    spec.commandLine().getOut().println(sheet.before());
    try (ClaimModels<A> models = new ClaimModels<>(task, size.fit())) {
      if (student == null) {
        models.student(taught, size.epochs(), distilled);
      }
      List<ClaimModels.Named<A>> all = new ArrayList<>();
      all.add(models.open(taught));
      all.add(models.open(learnt));
      others.forEach(name -> all.add(models.open(name)));
      AcquisitionGrid<A> grid =
          new AcquisitionGrid<>(
              task, size.sizes(task), size.rounds(), options.out().resolve("runs"));
      print(sheet, claims, measured(grid, claims, all));
    }
  }

  /** Curves of all pairs, and the acquisitions' seconds of all seeds by model. */
  private record Measured(SourceCurves curves, Map<String, List<AcquiredLabels<?>>> acquired) {}

  private <A extends Annotation> Measured measured(
      AcquisitionGrid<A> grid, Claims claims, List<ClaimModels.Named<A>> models)
      throws IOException {
    String strategy = grid.task().kind() == TagSequence.class ? "mnlp" : "least-confidence";
    Measured all = new Measured(new SourceCurves(), new LinkedHashMap<>());
    options.eachSeed(
        spec.commandLine().getErr(),
        seed -> {
          Map<String, AcquiredLabels<A>> labels = new LinkedHashMap<>();
          for (ClaimModels.Named<A> by : models) {
            AcquiredLabels<A> acquired =
                grid.acquire(
                    new AcquisitionGrid.Acquirer<>(by.folder(), by.learner(), strategy), seed);
            labels.put(by.title(), acquired);
            all.acquired().computeIfAbsent(by.title(), x -> new ArrayList<>()).add(acquired);
            all.curves().add(own(by.title()), acquired.own().orElseThrow());
          }
          for (Pair pair : claims.byPair().keySet()) {
            ClaimModels.Named<A> by =
                models.stream()
                    .filter(x -> x.title().equals(pair.successor()))
                    .findFirst()
                    .orElseThrow();
            AcquiredLabels<A> acquired = Objects.requireNonNull(labels.get(pair.acquirer()));
            all.curves().add(pair.words(), grid.successor(acquired, by.folder(), by.learner()));
          }
        });
    return all;
  }

  private static String own(String model) {
    return model + " on its own labels";
  }

  /** Who acquires for whom. */
  record Pair(String acquirer, String successor) {
    /** Of a curve. */
    String words() {
      return successor + " on labels of " + acquirer;
    }
  }

  /** A claim for each pair. */
  record Claims(Map<Pair, Claim> byPair) {
    private static final double MARGIN = 0.01;
    private static final String SOURCE = "PLASM, figures 2 and 5 to 7";

    /** The paper's pairs: the student for its teacher, and each for those of another kind. */
    static Claims of(String score, String teacher, String student, List<String> others) {
      List<String> names = new ArrayList<>(List.of(teacher, student));
      names.addAll(others);
      if (new HashSet<>(names).size() < names.size()) {
        throw new InvalidInputException(
            "--teacher, --student and --other must have different names, found " + names);
      }
      Map<Pair, Claim> all = new LinkedHashMap<>();
      String less = score + " over the run on its labels less on its own";
      all.put(
          new Pair(student, teacher),
          new Claim(
              "labels of " + student + " serve its teacher " + teacher + " as its own choice does",
              SOURCE,
              "level",
              Rule.noLoss(less, MARGIN)));
      for (String other : others) {
        for (Pair pair :
            List.of(new Pair(student, other), new Pair(teacher, other), new Pair(other, teacher))) {
          all.put(
              pair,
              new Claim(
                  "labels of "
                      + pair.acquirer()
                      + " serve "
                      + pair.successor()
                      + ", of another kind, less well than its own choice",
                  SOURCE,
                  "behind",
                  Rule.negative(less)));
        }
      }
      return new Claims(all);
    }

    List<Claim> all() {
      return List.copyOf(byPair.values());
    }

    /** What each is judged by. */
    Map<Claim, double[]> measured(SourceCurves curves) {
      Map<Claim, double[]> all = new LinkedHashMap<>();
      byPair.forEach(
          (pair, claim) -> all.put(claim, curves.differences(pair.words(), own(pair.successor()))));
      return all;
    }
  }

  private void print(ClaimSheet sheet, Claims claims, Measured found) throws IOException {
    SourceCurves curves = found.curves();
    List<List<String>> rows = new ArrayList<>();
    found.acquired().keySet().forEach(model -> rows.add(row(curves, own(model), "")));
    for (Pair pair : claims.byPair().keySet()) {
      rows.add(
          row(
              curves,
              pair.words(),
              Cells.difference(curves.compare(pair.words(), own(pair.successor())))));
    }
    Map<Claim, double[]> measured = claims.measured(curves);
    PrintWriter out = spec.commandLine().getOut();
    out.println(Cells.table(List.of("labels", "over the run", "less its own"), rows));
    out.println(PlasmSize.seconds(found.acquired()));
    out.println(sheet.after(measured));
    out.println(options.machine());
    sheet.write(options.out(), measured);
    String title = sheet.title() + (kind.tags() ? ", by labelled tokens" : "");
    Report.writeCurves(
            options.out(), "plasm-mismatch", title, kind.tags() ? "f1" : "accuracy", curves.all())
        .ifPresent(out::println);
  }

  private static List<String> row(SourceCurves curves, String source, String difference) {
    return List.of(source, Cells.estimate(Aulc.areaOverSeeds(curves.curve(source))), difference);
  }
}
