package org.al4j.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.io.Sha256;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.metrics.Score;
import org.al4j.study.settings.ParameterFiles;

/**
 * What a simulated run goes by beside the loop's own settings: the gold labels that its oracle
 * gives, what it is measured on and how, and the files that its strategy reads. Recorded with the
 * run and compared before anything is added to it, so that no curve has rounds of two truths.
 * Hashes do not depend on the order of rows.
 *
 * <p>What a run recorded before there was such a key is not compared; its labels are compared with
 * the gold in any case.
 */
public final class RunIdentity<A extends Annotation> {
  private static final String RECORDED = "configuration.";
  private static final String POOL = "pool.sha256";
  private static final String GOLD = "gold.sha256";
  private static final String TEST = "test.sha256";
  private static final String EVALUATOR = "evaluator";
  private static final String FILES = "strategy.files.sha256";
  private static final Map<String, String> SPOKEN =
      Map.of(
          POOL, "the pool's texts (data.sha256)",
          GOLD, "the gold labels of the pool",
          TEST, "the test part",
          EVALUATOR, "the evaluator",
          FILES, "the files that the strategy reads");

  private final TaskKind<A> kind;
  private final Map<String, A> gold;
  private final Map<String, String> now;

  private RunIdentity(TaskKind<A> kind, Map<String, A> gold, Map<String, String> now) {
    this.kind = kind;
    this.gold = gold;
    this.now = now;
  }

  /** The identity of runs on a task. */
  public static <A extends Annotation> RunIdentity<A> of(Task<A> task) {
    Map<String, String> now = new LinkedHashMap<>();
    now.put(POOL, sha256(task.train(), true, false));
    now.put(GOLD, sha256(task.train(), false, true));
    now.put(TEST, sha256(task.test(), true, true));
    now.put(
        EVALUATOR,
        task.about().measure().scores().stream()
            .map(Score::name)
            .collect(Collectors.joining(", ")));
    return new RunIdentity<>(task.about(), task.gold(), now);
  }

  /** The identity of runs with a strategy, which may read files. */
  RunIdentity<A> with(String strategy) {
    List<Path> files = ParameterFiles.of(strategy);
    if (files.isEmpty()) {
      return this;
    }
    Map<String, String> all = new LinkedHashMap<>(now);
    all.put(FILES, files.stream().map(ParameterFiles::sha256).collect(Collectors.joining(" ")));
    return new RunIdentity<>(kind, gold, all);
  }

  /**
   * Checks that there can be a folder; touches nothing.
   *
   * @throws InvalidInputException if it, or what it is to lie in, is a file
   */
  public static void requireFolder(Path dir) {
    for (Path at = dir.toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at)) {
        return;
      }
      if (Files.exists(at)) {
        throw InvalidInputException.ofSettings("{dir} must be a folder, %s is a file", at);
      }
    }
  }

  /** What to record in a run's folder: everything, or of an older run what it has. */
  public Map<String, String> configuration(Path runDir) {
    Map<String, String> all = new LinkedHashMap<>(now);
    recorded(runDir).ifPresent(then -> all.keySet().retainAll(then.keySet()));
    return all;
  }

  /**
   * Refuses to go on with a run that was started on something else.
   *
   * @throws InvalidInputException if so, naming all that differs
   */
  public void check(Path runDir) {
    Map<String, String> then = recorded(runDir).orElse(Map.of());
    String differs =
        now.entrySet().stream()
            .filter(one -> !one.getValue().equals(then.getOrDefault(one.getKey(), one.getValue())))
            .map(one -> SPOKEN.getOrDefault(one.getKey(), one.getKey()))
            .collect(Collectors.joining(" and "));
    if (!differs.isEmpty()) {
      throw refusal(runDir, differs + " changed since it was started");
    }
    events(runDir).forEach(event -> checkLabels(runDir, event));
  }

  private void checkLabels(Path runDir, RunEvent event) {
    if (!(event instanceof RunEvent.Labelled labelled)) {
      return;
    }
    // A text that is no longer there is refused by the loop, which knows the pool's hash.
    A expected = gold.get(labelled.id());
    if (expected != null && !expected.equals(labelled.annotation())) {
      throw refusal(
          runDir,
          SPOKEN.get(GOLD)
              + " changed since it was started: '"
              + labelled.id()
              + "' was "
              + text(labelled.annotation())
              + " and is "
              + text(expected));
    }
  }

  private String text(Annotation annotation) {
    return kind.annotations().isInstance(annotation)
        ? kind.text(kind.annotations().cast(annotation))
        : annotation.toString();
  }

  private static InvalidInputException refusal(Path runDir, String why) {
    return new InvalidInputException(
        "cannot resume " + runDir + ": " + why + "; restore the data, or use another folder");
  }

  /** The keys of this kind that a run recorded; empty if there is no run yet. */
  private static Optional<Map<String, String>> recorded(Path runDir) {
    return events(runDir)
        .filter(RunEvent.Started.class::isInstance)
        .findFirst()
        .map(
            event -> {
              Map<String, String> keys = new LinkedHashMap<>();
              ((RunEvent.Started) event)
                  .provenance()
                  .identity()
                  .forEach(
                      (key, value) -> {
                        if (key.startsWith(RECORDED)) {
                          keys.put(key.substring(RECORDED.length()), value);
                        }
                      });
              return keys;
            });
  }

  private static Stream<RunEvent> events(Path runDir) {
    return Files.exists(runDir.resolve("run.jsonl"))
        ? RunLog.read(runDir).stream()
        : Stream.empty();
  }

  private static String sha256(List<? extends Labelled<?>> items, boolean texts, boolean labels) {
    Sha256 hasher = new Sha256();
    items.stream()
        .sorted(Comparator.comparing((Labelled<?> item) -> item.instance().id()))
        .forEach(
            item -> {
              hasher.field(item.instance().id());
              if (texts) {
                hasher.field(item.instance().text());
                item.instance().words().forEach(word -> hasher.field(word));
              }
              if (labels) {
                hasher.field(spelt(item.annotation()));
              }
            });
    return hasher.hex();
  }

  /** The names with what no name has between them; for one class its name. */
  private static String spelt(Annotation annotation) {
    return annotation instanceof RealValue number
        ? Double.toString(number.value())
        : String.join("\0", annotation.names());
  }
}
