package org.al4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.al4j.cli.progress.Interruption;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.strategies.Strategies;
import org.al4j.study.LoopChoices;
import org.al4j.study.Reading;
import org.al4j.study.StudyPlan;
import org.al4j.study.StudyRunner;
import org.al4j.study.Task;
import org.al4j.study.TaskLoader;
import org.al4j.study.TaskSource;
import org.al4j.study.advice.AdviceSettings;
import org.al4j.study.folder.StudyFolder;
import org.al4j.study.folder.StudySettings;
import org.al4j.study.settings.QueryAmount;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code al simulate}: the comparison of the demo on any labelled data set. */
@Command(
    name = "simulate",
    description = "Simulate active learning on a labelled data set, or continue a simulation.",
    sortOptions = false)
public final class SimulateCommand implements Callable<Integer>, Resumable {
  @Spec private CommandSpec spec;
  private @Nullable Path study;

  @ArgGroup(multiplicity = "1")
  private Mode mode = new Mode();

  /** A new study or an old one. */
  static final class Mode {
    @Option(
        names = "--resume",
        required = true,
        paramLabel = "DIR",
        description = "Continue the study in DIR.")
    private @Nullable Path resume;

    @ArgGroup(exclusive = false)
    private @Nullable Start start;
  }

  /** The options of a new study. */
  static final class Start {
    @Option(
        names = "--data",
        required = true,
        paramLabel = "PATH",
        description = "Labelled texts: CSV, TSV, JSONL, JSON, or the folder of a known data set.")
    private Path data = Path.of("");

    @Option(
        names = "--test",
        paramLabel = "PATH",
        description = "Test part; else one is found or split off.")
    private @Nullable Path test;

    @Option(
        names = "--test-share",
        paramLabel = "X",
        defaultValue = "0.2",
        description = "Share split off where there is no test part (default: ${DEFAULT-VALUE}).")
    private double testShare;

    @Option(
        names = "--pool",
        paramLabel = "N",
        description = "Take N of the train texts at random (default: all).")
    private @Nullable Integer pool;

    @ArgGroup(exclusive = false)
    private LabelOptions labels = new LabelOptions();

    @Option(
        names = "--variant",
        paramLabel = "NAME",
        description = "TREC: coarse or fine; a folder of NoReC: binary or 3class.")
    private @Nullable String variant;

    @Option(
        names = "--duplicates",
        paramLabel = "HOW",
        defaultValue = "keep",
        description =
            "Equal texts: keep, or once, so that none is asked twice (default:"
                + " ${DEFAULT-VALUE}).")
    private String duplicates = "keep";

    @ArgGroup(exclusive = false)
    private ReadingOptions reading = new ReadingOptions();

    @Option(
        names = "--model",
        required = true,
        paramLabel = "DIR|NAME",
        description =
            "Checkpoint folder in Hugging Face layout, the name of one (minilm, e5-small), or a"
                + " learner with its parameters, such as tfidf, ridge, committee(of=tfidf,members=5),"
                + " committee(by=dropout,checkpoint=DIR).")
    private String model = "";

    @ArgGroup(exclusive = false)
    private LoopOptions loop = new LoopOptions();

    @Option(
        names = "--strategy",
        required = true,
        paramLabel = "NAME,...",
        description = "Strategies to compare, such as random,margin; see al strategies.")
    private String strategies = "";

    @Option(names = "--seeds", required = true, paramLabel = "N", description = "Seeds.")
    private int seeds;

    @Option(
        names = "--first-seed",
        paramLabel = "N",
        defaultValue = "1",
        description = "The first seed (default: ${DEFAULT-VALUE}).")
    private int firstSeed = 1;

    @Option(
        names = "--initial",
        required = true,
        paramLabel = "AMOUNT",
        description =
            "What is labelled at random first: 100 or 1%% (texts), 4072tokens or 2%%tokens (of"
                + " tagged sentences).")
    private String initial = "";

    @Option(
        names = "--batch",
        required = true,
        paramLabel = "AMOUNT",
        description = "What is asked per round, in the same unit.")
    private String batch = "";

    @Option(
        names = "--rounds",
        required = true,
        paramLabel = "N",
        description = "Rounds after the first texts.")
    private int rounds;

    @ArgGroup(exclusive = false)
    private AdviceOptions advice = new AdviceOptions();

    @Option(
        names = "--out",
        required = true,
        paramLabel = "DIR",
        description = "Folder of the study; new or empty.")
    private Path out = Path.of("");
  }

  @Override
  @SuppressWarnings("try") // open is there to be closed
  public Integer call() throws IOException {
    Start start = mode.start;
    Path dir = start == null ? requireResume() : start.out;
    StudySettings settings = start == null ? StudyFolder.settings(dir) : settings(start);
    if (start != null) {
      requireFree(dir);
    }
    try (StudyRunner<?> runner = start == null ? resumed(dir, settings) : runner(settings)) {
      if (start != null) {
        StudyFolder.create(dir, settings);
      }
      runner.check(dir); // before anything is said: a refusal is one line
      runner.task().notes().forEach(spec.commandLine().getErr()::println);
      study = dir;
      try (Interruption open =
          Interruption.say("al simulate: interrupted; go on with: " + howToContinue().get())) {
        Results.run(runner, dir, spec.commandLine());
      }
    }
    return 0;
  }

  /**
   * What would run a study with settings, checked; nothing is run.
   *
   * @throws InvalidInputException if the data cannot be read, or cannot be learnt or chosen from as
   *     the settings say
   */
  public static StudyRunner<?> runner(StudySettings settings) {
    return runner(TaskLoader.load(settings.data()), settings);
  }

  private static <A extends Annotation> StudyRunner<A> runner(
      Task<A> task, StudySettings settings) {
    return new StudyRunner<>(
        task,
        settings.plan(),
        settings.loop() == null ? LoopChoices.DEFAULT : settings.loop(),
        settings.advice() == null ? AdviceSettings.NONE : settings.advice(),
        ModelOption.of(settings.model(), settings.scoring(), task.kind()));
  }

  /** What is refused now stands in the study's settings, not on the command line. */
  private static StudyRunner<?> resumed(Path dir, StudySettings settings) {
    try {
      return runner(settings);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(StudyFolder.file(dir) + ": " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<String> howToContinue() {
    return Optional.ofNullable(study).map(dir -> "al simulate --resume " + dir);
  }

  private static void requireFree(Path dir) {
    if (Files.exists(StudyFolder.file(dir))) {
      throw InvalidInputException.ofSettings(
          "{dir} must not exist or be empty, %s has a study; choose another folder, or continue it"
              + " with: al simulate --resume %s",
          dir, dir);
    }
    StudyFolder.requireFree(dir);
  }

  private Path requireResume() {
    if (mode.resume == null) {
      throw new InvalidInputException(
          "give --data and the other options of a new study, or --resume DIR");
    }
    return mode.resume;
  }

  private static StudySettings settings(Start start) {
    StudyPlan plan =
        new StudyPlan(
            StrategyFiles.absolute(Strategies.split(start.strategies)),
            start.firstSeed,
            start.seeds,
            QueryAmount.of("initial", start.initial),
            QueryAmount.of("batch", start.batch),
            start.rounds);
    Reading reading = start.reading.reading(start.variant, start.duplicates);
    String path = absolute("--data", start.data);
    TaskSource data =
        new TaskSource(
            path,
            start.test == null ? null : absolute("--test", start.test),
            start.pool,
            start.testShare,
            start.reading.textColumn,
            start.labels.column(),
            start.reading.idColumn,
            reading,
            start.labels.reading(start.data, start.reading.with(reading, start.labels.column())));
    return new StudySettings(
        data,
        ModelOption.absolute(start.model),
        plan,
        start.loop.choices(),
        start.advice.settings(),
        start.loop.scoring());
  }

  private static String absolute(String option, Path path) {
    if (path.toString().isBlank()) {
      throw new InvalidInputException(option + " must name a file or a folder, found ''");
    }
    return path.toAbsolutePath().normalize().toString();
  }
}
