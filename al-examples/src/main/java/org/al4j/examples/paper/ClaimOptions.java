package org.al4j.examples.paper;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.TagSequence;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.al4j.core.read.LabelFormat;
import org.al4j.examples.claim.ExperimentScale;
import org.al4j.examples.claim.Rule;
import org.al4j.examples.data.OrderDesk;
import org.al4j.examples.data.SupportDesk;
import org.al4j.examples.experiment.Setting;
import org.al4j.strategies.StrategyDescription;
import org.al4j.study.Task;
import org.al4j.study.TaskLoader;
import org.al4j.study.TaskSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a program that judges claims is told: how large, on what data, where, and for how long. */
final class ClaimOptions {
  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      defaultValue = "quick",
      description =
          "quick (at most 10 minutes on two cores), medium (2 hours) or paper (the published"
              + " protocol, for a large machine); default: ${DEFAULT-VALUE}.")
  private String scale = "quick";

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description =
          "Labelled texts of one class each, or words with tags where a program has --labels (default"
              + " of quick: the embedded support desk texts, or order desk sentences).")
  private @Nullable Path data;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Seeds, from 1 on; a verdict takes 5 (default: ${DEFAULT-VALUE}).")
  private int seeds = Rule.SEEDS;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description =
          "No seed is begun that would not end within so many minutes, by the longest seed so far;"
              + " the first of a call always runs.")
  private @Nullable Double minutes;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder of the runs; one with runs in it is continued.")
  private Path out = Path.of("");

  private static final String SEEDS = "seeds-seconds.txt";

  private final long start = System.nanoTime();

  Path out() {
    return out;
  }

  ExperimentScale scale() {
    return switch (scale) {
      case "quick" -> ExperimentScale.QUICK;
      case "medium" -> ExperimentScale.MEDIUM;
      case "paper" -> ExperimentScale.PAPER;
      default ->
          throw new InvalidInputException(
              "--scale must be quick, medium or paper, found '" + scale + "'");
    };
  }

  /**
   * The data.
   *
   * @param pool how many of the train texts at most, null for all
   * @param test how many of the test texts at most
   */
  Task<ClassLabel> task(@Nullable Integer pool, int test) {
    return task(LabelFormat.classLabel(), pool, test);
  }

  /** The same with one class a text or a tag a word: embedded sentences where there is no data. */
  <A extends Annotation> Task<A> task(LabelFormat<A> labels, @Nullable Integer pool, int test) {
    requireSane();
    if (data == null && scale() != ExperimentScale.QUICK) {
      throw new InvalidInputException("--data is required for --scale " + scale);
    }
    Task<A> task =
        data == null
            ? embedded(labels.kind())
            : TaskLoader.load(
                new TaskSource(data.toString(), null, null, 0.2, "text", "label", null, null),
                labels);
    return Setting.withTestSample(pool == null ? task : Setting.withTrainSample(task, pool), test);
  }

  @SuppressWarnings("unchecked") // of the kind that is asked for
  private static <A extends Annotation> Task<A> embedded(Class<A> kind) {
    return (Task<A>) (kind == TagSequence.class ? OrderDesk.task() : SupportDesk.task());
  }

  /**
   * Refuses to go on without data.
   *
   * @param option that needs it
   */
  void requireData(String option) {
    if (data == null) {
      throw new InvalidInputException("--data is required for " + option);
    }
  }

  /** A learner of classes by its name with its parameters. */
  static Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> named(String learner) {
    StrategyDescription named = StrategyDescription.parse(learner);
    return Learners.named(named.name(), named.parameters(), ClassLabel.class);
  }

  /** Runs seed after seed, as long as there is time; returns those that were run. */
  List<Integer> eachSeed(PrintWriter err, IntConsumer run) throws IOException {
    requireSane();
    Map<Integer, Double> took = recorded();
    List<Integer> done = new ArrayList<>();
    for (int seed : IntStream.rangeClosed(1, seeds).toArray()) {
      double before = seconds();
      double longest = took.values().stream().mapToDouble(x -> x).max().orElse(0);
      boolean late = minutes != null && before + longest > minutes * 60;
      if (late && !done.isEmpty() && !took.containsKey(seed)) {
        err.printf(
            Locale.ROOT, "%.0f s, no time for seed %d within %s min%n", before, seed, minutes);
        break;
      }
      run.accept(seed);
      done.add(seed);
      if (!took.containsKey(seed)) {
        took.put(seed, seconds() - before);
        record(took);
      }
      err.printf(Locale.ROOT, "%4.0f s, seed %d done%n", seconds(), seed);
    }
    return done;
  }

  /** Seconds of the seeds that calls with this folder have finished; they take none again. */
  private Map<Integer, Double> recorded() throws IOException {
    Map<Integer, Double> took = new TreeMap<>();
    Path file = out.resolve(SEEDS);
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] cells = line.split(" ", 2);
        took.put(Integer.parseInt(cells[0]), Double.parseDouble(cells[1]));
      }
    }
    return took;
  }

  private void record(Map<Integer, Double> took) throws IOException {
    StringBuilder text = new StringBuilder();
    took.forEach(
        (seed, seconds) -> text.append(String.format(Locale.ROOT, "%d %.1f%n", seed, seconds)));
    Files.createDirectories(out);
    AtomicFile.write(out.resolve(SEEDS), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void requireSane() {
    if (seeds < 1) {
      throw new InvalidInputException("--seeds must be at least 1, found " + seeds);
    }
    if (minutes != null && !(minutes > 0)) {
      throw new InvalidInputException("--minutes must be above 0, found " + minutes);
    }
  }

  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Where it ran and how long it took. */
  String machine() {
    return String.format(
        Locale.ROOT,
        "%d cores, %s, Java %s; this call took %.0f s",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.arch"),
        Runtime.version().feature(),
        seconds());
  }
}
