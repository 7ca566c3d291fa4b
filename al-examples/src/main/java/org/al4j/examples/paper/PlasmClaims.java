package org.al4j.examples.paper;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.log.Iteration;
import org.al4j.core.read.LabelFormat;
import org.al4j.examples.checkpoint.RandomCheckpoint;
import org.al4j.examples.claim.Claim;
import org.al4j.examples.claim.ClaimSheet;
import org.al4j.examples.claim.ExperimentScale;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.examples.experiment.Cells;
import org.al4j.examples.experiment.ExperimentProgram;
import org.al4j.examples.experiment.PseudoLabelScores;
import org.al4j.examples.plasm.PlasmArm;
import org.al4j.examples.plasm.PlasmArms;
import org.al4j.examples.plasm.PlasmVerdicts;
import org.al4j.examples.ups.WarmUp;
import org.al4j.metrics.curve.Aulc;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.strategies.Strategies;
import org.al4j.study.Task;
import org.al4j.study.grid.AcquisitionGrid;
import org.al4j.study.report.Report;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * PLASM: a student acquires, its teacher gives pseudo-labels to the rest, a successor is trained on
 * both; against labels of its own, against the student's alone, against three ablations, with two
 * filters; and the time of acquisition (PLASM, figures 3 and 8 to 10, tables 1 and 6).
 */
@Command(
    name = "plasm",
    description = "PLASM, its ablations and filters, and the time it saves.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PlasmClaims implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClaimOptions options = new ClaimOptions();
  @Mixin private LabelKind kind = new LabelKind();

  @Option(
      names = "--teacher",
      paramLabel = "MODEL",
      description =
          "Who gives pseudo-labels: a checkpoint, or a learner with its parameters (default of"
              + " quick: the embedded checkpoint of 2 layers, else minilm).")
  private @Nullable String teacher;

  @Option(
      names = "--student",
      paramLabel = "MODEL",
      description =
          "Who acquires (default: one of half the teacher's layers that is distilled here, on the"
              + " texts without their labels).")
  private @Nullable String student;

  @Option(
      names = "--successors",
      paramLabel = "MODEL,...",
      description =
          "Who is trained; the first on every row, others with and without the teacher's"
              + " pseudo-labels (default: tfidf, of tags bilstm-crf, by scale).")
  private @Nullable String successors;

  @Option(
      names = "--weak",
      paramLabel = "MODEL",
      description =
          "Who gives pseudo-labels in an ablation (default of quick: the teacher's network with"
              + " random weights, else the embedded checkpoint of 2 layers).")
  private @Nullable String weak;

  @Option(
      names = "--large",
      paramLabel = "MODEL",
      description =
          "Whose time to acquire the student's is compared with (default: the first successor if it"
              + " is a checkpoint, else the teacher).")
  private @Nullable String large;

  @Option(
      names = "--rows",
      paramLabel = "NAME,...",
      defaultValue = "all",
      description =
          "Of itself, student, pseudo, confident, tracin, by-student, by-itself, by-weak, or all"
              + " (default: ${DEFAULT-VALUE}); claims about others are not judged.")
  private String rows = "all";

  /** Runs and prints. */
  public static void main(String[] args) {
    System.exit(ExperimentProgram.of(new PlasmClaims()).execute(args));
  }

  /** Who is who, as arguments of {@link ClaimModels#open}. */
  private record Cast(
      String student, String teacher, String weak, String large, List<String> successors) {
    PlasmVerdicts.Names names() {
      return new PlasmVerdicts.Names(
          ClaimModels.title(student),
          ClaimModels.title(teacher),
          ClaimModels.title(weak),
          ClaimModels.title(large),
          successors.stream().map(ClaimModels::title).toList());
    }
  }

  @Override
  public Integer call() throws IOException {
    PlasmSize size = PlasmSize.of(options.scale(), kind.tags());
    try (EmbeddedCheckpoint embedded = new EmbeddedCheckpoint()) {
      Cast cast = cast(embedded.dir().toString());
      if (kind.tags()) {
        run(options.task(LabelFormat.tags(), size.pool(), size.test()), size, cast);
      } else {
        run(options.task(LabelFormat.classLabel(), size.pool(), size.test()), size, cast);
      }
    }
    return 0;
  }

  private Cast cast(String embedded) throws IOException {
    boolean quick = options.scale() == ExperimentScale.QUICK;
    String taught = teacher != null ? teacher : quick ? embedded : "minilm";
    List<String> trained =
        Strategies.split(
            successors != null ? successors : PlasmSize.other(options.scale(), kind.tags()));
    if (trained.size() > Set.copyOf(trained).size()) {
      throw new InvalidInputException("--successors must name each once, found " + trained);
    }
    String first = trained.get(0);
    return new Cast(
        student != null
            ? student
            : PlasmSize.studentFolder(options.out(), taught, student).toString(),
        taught,
        weak != null ? weak : quick ? random(taught) : embedded,
        large != null ? large : ClaimModels.isCheckpoint(first) ? first : taught,
        trained);
  }

  private String random(String checkpoint) throws IOException {
    if (!ClaimModels.isCheckpoint(checkpoint)) {
      throw new InvalidInputException(
          "--weak must be given where --teacher is no checkpoint, found '" + checkpoint + "'");
    }
    Path dir =
        options.out().resolve("checkpoints").resolve("random-" + ClaimModels.title(checkpoint));
    RandomCheckpoint.write(dir, Checkpoints.folder(checkpoint));
    return dir.toString();
  }

  private <A extends Annotation> void run(Task<A> task, PlasmSize size, Cast cast)
      throws IOException {
    PlasmVerdicts verdicts = PlasmVerdicts.of(task.score().name(), cast.names());
    Set<PlasmArm> arms = PlasmArm.named(rows);
    ClaimSheet sheet =
        new ClaimSheet(
            "PLASM and its ablations", verdicts.claims(), substitutions(task, size, cast));
    spec.commandLine().getOut().println(sheet.before());
    try (ClaimModels<A> models = new ClaimModels<>(task, size.fit())) {
      if (student == null) {
        models.student(cast.teacher(), size.epochs(), Path.of(cast.student()));
      }
      List<PlasmArms.Member<A>> trained =
          cast.successors().stream().map(name -> member(models, name)).toList();
      PlasmArms<A> measuring =
          new PlasmArms<>(
              new AcquisitionGrid<>(
                  task, size.sizes(task), size.rounds(), options.out().resolve("runs")),
              new PlasmArms.Models<>(
                  member(models, cast.student()),
                  member(models, cast.teacher()),
                  member(models, cast.weak()),
                  member(models, cast.large()),
                  trained),
              arms,
              size.every(),
              size.drop(),
              new PlasmArms.Found());
      WarmUp warm = new WarmUp();
      options.eachSeed(
          spec.commandLine().getErr(),
          seed -> {
            measuring.warmUp(warm, seed);
            measuring.run(seed);
          });
      print(sheet, verdicts, cast.names(), measuring.found());
    }
  }

  private static <A extends Annotation> PlasmArms.Member<A> member(
      ClaimModels<A> models, String name) {
    ClaimModels.Named<A> opened = models.open(name);
    return new PlasmArms.Member<>(opened.title(), opened.folder(), opened.learner());
  }

  private List<String> substitutions(Task<? extends Annotation> task, PlasmSize size, Cast cast) {
    List<String> all = new ArrayList<>(size.substitutions(task, student));
    PlasmVerdicts.Names names = cast.names();
    all.add(
        names.teacher()
            + " for BERT, "
            + names.student()
            + " for DistilBERT, "
            + String.join(", ", names.successors())
            + " for ELECTRA");
    if (size.every() > 1) {
      all.add("pseudo-labels after one round in " + size.every() + ", for every round");
    }
    all.add(
        size.drop().isPresent()
            ? "filters drop a share of " + size.drop().getAsDouble()
            : "filters drop the teacher's error on a tenth of the labels");
    return all;
  }

  private void print(
      ClaimSheet sheet, PlasmVerdicts verdicts, PlasmVerdicts.Names names, PlasmArms.Found found)
      throws IOException {
    List<List<String>> table = new ArrayList<>();
    for (String successor : names.successors()) {
      for (PlasmArm arm : PlasmArm.values()) {
        if (found.curves().has(PlasmVerdicts.curve(successor, arm))) {
          table.add(row(found, successor, arm));
        }
      }
    }
    Map<Claim, double[]> measured =
        verdicts.measured(found.curves(), found.saved(names.student(), names.large()));
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        Cells.table(
            List.of(
                "successor, trained on",
                "over the run",
                "less its own labels",
                "less the student's",
                "pseudo-labels right, kept / given",
                "training s"),
            table));
    out.println("right and training: with all labels; a teacher's fit stands with its first row");
    out.println(PlasmSize.seconds(found.acquired()));
    out.println(sheet.after(measured));
    out.println(options.machine());
    sheet.write(options.out(), measured);
    String title = sheet.title() + (kind.tags() ? ", by labelled tokens" : "");
    Report.writeCurves(
            options.out(), "plasm", title, kind.tags() ? "f1" : "accuracy", found.curves().all())
        .ifPresent(out::println);
  }

  private static List<String> row(PlasmArms.Found found, String successor, PlasmArm arm) {
    String name = PlasmVerdicts.curve(successor, arm);
    LearningCurve curve = found.curves().curve(name);
    List<Iteration> last = found.last().getOrDefault(name, List.of());
    return List.of(
        name,
        Cells.estimate(Aulc.areaOverSeeds(curve)),
        less(found, name, PlasmVerdicts.curve(successor, PlasmArm.ITSELF)),
        less(found, name, PlasmVerdicts.curve(successor, PlasmArm.STUDENT)),
        arm.hasPseudoLabels()
            ? Cells.number("%.3f", mean(last, PseudoLabelScores.RIGHT_KEPT))
                + " / "
                + Cells.number("%.3f", mean(last, PseudoLabelScores.RIGHT_GIVEN))
            : "",
        Cells.number(
            "%.1f", last.stream().mapToDouble(Iteration::fitSeconds).average().orElse(Double.NaN)));
  }

  private static String less(PlasmArms.Found found, String one, String other) {
    return one.equals(other) || !found.curves().has(other)
        ? ""
        : Cells.difference(found.curves().compare(one, other));
  }

  private static double mean(List<Iteration> rounds, String score) {
    return rounds.stream()
        .mapToDouble(one -> one.scores().getOrDefault(score, Double.NaN))
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }
}
