package org.al4j.examples.paper;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.text.TextPreparer;
import org.al4j.examples.claim.Claim;
import org.al4j.examples.claim.ClaimSheet;
import org.al4j.examples.claim.ExperimentScale;
import org.al4j.examples.experiment.Cells;
import org.al4j.examples.experiment.ExperimentProgram;
import org.al4j.examples.lecture.LectureClaims;
import org.al4j.examples.lecture.LectureMaterial;
import org.al4j.examples.lecture.LectureRun;
import org.al4j.examples.lecture.LectureStrategies;
import org.al4j.examples.lecture.LectureStrategy;
import org.al4j.examples.lecture.PickPicture;
import org.al4j.examples.lecture.PrincipalPlane;
import org.al4j.examples.lecture.SimplexMap;
import org.al4j.metrics.curve.Aulc;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.PairedComparison;
import org.al4j.study.Task;
import org.al4j.study.report.Report;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Every strategy on one data set with real embeddings, against random choice: accuracy over the
 * run, time of a query, pictures of what was picked, and maps of the four uncertainties (the
 * lecture "Active Learning").
 */
@Command(
    name = "lecture",
    description = "Every strategy on one data set, against random choice, with pictures.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class LectureExperiment implements Callable<Integer> {
  /**
   * How large.
   *
   * @param aside texts for validation, and as many of the target domain
   * @param model where none is named
   */
  private record Size(LectureRun.Size run, int aside, int test, String model) {
    static Size of(ExperimentScale scale) {
      return switch (scale) {
        case QUICK ->
            new Size(new LectureRun.Size(24, 24, 5), 100, 600, "head(checkpoint=minilm,members=5)");
        case MEDIUM ->
            new Size(
                new LectureRun.Size(50, 50, 10), 200, 1000, "head(checkpoint=minilm,members=10)");
        case PAPER ->
            new Size(
                new LectureRun.Size(100, 100, 15),
                500,
                25_000,
                "transformer(checkpoint=minilm,dropout-passes=10)");
      };
    }
  }

  @Spec private CommandSpec spec;
  @Mixin private ClaimOptions options = new ClaimOptions();

  @Option(
      names = "--model",
      paramLabel = "LEARNER",
      description =
          "A learner with its parameters (default: head(checkpoint=minilm,members=5), of medium 10"
              + " members, of paper a transformer with dropout passes).")
  private @Nullable String model;

  /** Runs and prints. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    System.exit(ExperimentProgram.of(new LectureExperiment()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Size size = Size.of(options.scale());
    LectureMaterial material = LectureMaterial.of(options.task(null, size.test()), size.aside());
    String named = model == null ? size.model() : model;
    PrintWriter out = spec.commandLine().getOut();
    try (var learner = ClaimOptions.named(named)) {
      LectureStrategies strategies =
          LectureStrategies.of(material, size.run().rounds(), learner.offers(), named);
      LectureClaims claims = LectureClaims.of(strategies.run());
      ClaimSheet sheet = claims.sheet(substitutions(material, size, named));
      out.println(sheet.before());
      strategies.left().forEach(line -> out.println("not run: " + line));
      out.println();
      prepare(learner, material);
      Map<LectureStrategy, List<LectureRun>> runs = new LinkedHashMap<>();
      List<Double> alike = new ArrayList<>();
      options.eachSeed(
          spec.commandLine().getErr(),
          seed -> {
            strategies
                .run()
                .forEach(
                    one ->
                        runs.computeIfAbsent(one, first -> new ArrayList<>())
                            .add(run(material.task(), learner, one, size.run(), seed, "runs")));
            alike.add(alike(material, learner, strategies, size.run(), seed));
          });
      print(sheet, claims.measured(runs, alike), runs);
      pictures(material.task(), learner, runs);
    }
    return 0;
  }

  private static List<String> substitutions(LectureMaterial material, Size size, String named) {
    Task<ClassLabel> task = material.task();
    return List.of(
        task.name()
            + ", "
            + task.train().size()
            + " texts and "
            + task.test().size()
            + " test texts: the lecture names no data",
        named.replaceAll("checkpoint=[^,)]*[/\\\\]", "checkpoint="),
        size.run().first()
            + " labels first, at random but for strategies of the first query, and "
            + size.run().rounds()
            + " rounds of "
            + size.run().batch());
  }

  /** Vectors first, so that no strategy's time holds them. */
  private void prepare(
      Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> learner, LectureMaterial material) {
    List<String> texts = new ArrayList<>();
    Consumer<Labelled<ClassLabel>> add = item -> texts.add(item.instance().text());
    material.task().train().forEach(add);
    material.task().test().forEach(add);
    material.validation().forEach(add);
    material.target().forEach(one -> texts.add(one.text()));
    TextPreparer.of(learner).ifPresent(one -> one.prepare(texts, told -> {}));
  }

  private LectureRun run(
      Task<ClassLabel> task,
      Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> learner,
      LectureStrategy strategy,
      LectureRun.Size size,
      int seed,
      String folder) {
    Path dir = options.out().resolve(folder).resolve(strategy.name() + "-seed" + seed);
    return LectureRun.of(task, learner, strategy, size, seed, dir);
  }

  /** Which share of a query all four uncertainties ask, of two classes. */
  private double alike(
      LectureMaterial material,
      Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> learner,
      LectureStrategies strategies,
      LectureRun.Size size,
      int seed) {
    Task<ClassLabel> two = material.twoClasses();
    LectureRun.Size once = new LectureRun.Size(size.first(), size.batch(), 1);
    return LectureClaims.shared(
        strategies.run().stream()
            .filter(one -> SimplexMap.UNCERTAINTIES.contains(one.name()))
            .map(one -> run(two, learner, one, once, seed, "two-classes").asked().get(1))
            .toList());
  }

  private void print(
      ClaimSheet sheet, Map<Claim, double[]> measured, Map<LectureStrategy, List<LectureRun>> runs)
      throws IOException {
    Map<LectureStrategy, LearningCurve> curves = new LinkedHashMap<>();
    runs.forEach(
        (one, seeds) ->
            curves.put(
                one,
                new LearningCurve(one.name(), seeds.stream().map(LectureRun::curve).toList())));
    LearningCurve random = curves.values().iterator().next();
    List<List<String>> rows = new ArrayList<>();
    curves.forEach(
        (one, curve) ->
            rows.add(
                List.of(
                    one.shown(),
                    one.family().words(),
                    Cells.estimate(Aulc.areaOverSeeds(curve)),
                    curve.equals(random)
                        ? ""
                        : Cells.difference(PairedComparison.of(curve, random, Aulc::area)),
                    seconds(Objects.requireNonNull(runs.get(one))))));
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        Cells.table(
            List.of("strategy", "by", "accuracy over the run", "less random", "seconds a query"),
            rows));
    out.println(sheet.after(measured));
    out.println(options.machine());
    sheet.write(options.out(), measured);
    Report.writePanels(options.out(), "lecture", "accuracy", panels(curves))
        .ifPresent(out::println);
  }

  private static String seconds(List<LectureRun> runs) {
    return Cells.number(
        "%.3f", runs.stream().mapToDouble(LectureRun::seconds).average().orElse(Double.NaN));
  }

  /** A panel for each family, with random choice in each. */
  private static Map<String, List<LearningCurve>> panels(
      Map<LectureStrategy, LearningCurve> curves) {
    LearningCurve random = curves.values().iterator().next();
    Map<String, List<LearningCurve>> panels = new LinkedHashMap<>();
    curves.forEach(
        (one, curve) -> {
          if (!curve.equals(random)) {
            panels
                .computeIfAbsent(one.family().words(), first -> new ArrayList<>(List.of(random)))
                .add(curve);
          }
        });
    return panels;
  }

  /** Of the first seed. */
  private void pictures(
      Task<ClassLabel> task,
      Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> learner,
      Map<LectureStrategy, List<LectureRun>> runs)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Report.writePicture(
            options.out(), "simplex", SimplexMap.svg(), SimplexMap.WIDTH, SimplexMap.HEIGHT)
        .ifPresent(out::println);
    var view = learner.view();
    if (view.isEmpty()) {
      out.println("no pictures of what was picked: " + learner.describe() + " has no embeddings");
      return;
    }
    PickPicture pictures =
        new PickPicture(
            task,
            PrincipalPlane.of(view.get(), task.train().stream().map(Labelled::instance).toList()));
    for (Map.Entry<LectureStrategy, List<LectureRun>> one : runs.entrySet()) {
      String svg = pictures.svg(one.getKey().shown(), one.getValue().get(0).asked());
      Report.writePicture(
              options.out().resolve("picked"),
              one.getKey().name(),
              svg,
              PickPicture.WIDTH,
              PickPicture.HEIGHT)
          .ifPresent(out::println);
    }
  }
}
