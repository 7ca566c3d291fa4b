package org.al4j.bench.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.al4j.bench.fuzz.FuzzJudge.WrongResult;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.loop.ActiveLearning;

/**
 * The reader of a run's log. Here a result is not enough: what is read must be the run that was
 * written, or its beginning, as after a crash.
 */
final class RunTargets {
  private static final String LOG = "run.jsonl";

  /** A loop is made of so many, as that takes ten times as long as reading. */
  private static final int LOOP = 4;

  /** And asked for its next query in so many. */
  private static final int NEXT = 20;

  /** What lines had before they had checksums. */
  private static final Set<String> OLD_FIELDS =
      Set.of(
          "event",
          "round",
          "id",
          "identity",
          "environment",
          "items",
          "selectSeconds",
          "policyState",
          "annotation",
          "time",
          "reason",
          "labelled",
          "unlabelled",
          "skipped",
          "scores",
          "fitSeconds",
          "evaluateSeconds",
          "fitLoss",
          "evaluatorState");

  private RunTargets() {}

  static List<FuzzTarget> all() {
    return List.of(
        new FuzzTarget("run.jsonl", 80, RunTargets::current),
        new FuzzTarget("old-run.jsonl", 30, RunTargets::old));
  }

  private static List<FuzzInput> current(Path folder) throws IOException {
    Path made = TinyRun.make(folder.resolveSibling("made"));
    List<RunEvent> all = RunLog.read(made);
    List<FuzzInput> inputs = new ArrayList<>();
    for (int length : List.of(all.size(), all.size() / 2)) {
      Path dir = folder.resolve("of-" + length);
      TinyRun.write(dir, made, all.subList(0, length));
      List<RunEvent> events = RunLog.read(dir);
      inputs.add(
          new FuzzInput(
              dir,
              files(dir),
              RunTargets::makesLoop,
              (copy, number) -> sameOrShorter(copy, number, events)));
    }
    return inputs;
  }

  private static List<FuzzInput> old(Path folder) throws IOException {
    Path made = TinyRun.make(folder.resolveSibling("made"));
    Path dir = folder.resolve("old");
    TinyRun.write(dir, made, RunLog.read(made));
    List<String> lines = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(dir.resolve(LOG))) {
      ObjectNode node = (ObjectNode) json.readTree(line);
      lines.add(node.retain(OLD_FIELDS).toString());
    }
    Files.write(dir.resolve(LOG), lines);
    return List.of(
        new FuzzInput(
            dir,
            List.of(LOG),
            RunTargets::makesLoop,
            (copy, number) -> {
              RunLog.read(copy);
              if (makesLoop(number)) {
                goOn(copy, number);
              }
            }));
  }

  private static boolean makesLoop(long number) {
    return number % LOOP == 0;
  }

  /** The log several times, to be mutated more often, and each file of state once. */
  private static List<String> files(Path dir) throws IOException {
    List<String> files = new ArrayList<>(List.of(LOG, LOG, LOG, LOG));
    Path state = dir.resolve("state");
    try (Stream<Path> all = Files.list(state)) {
      all.map(file -> "state/" + file.getFileName()).sorted().limit(2).forEach(files::add);
    }
    return files;
  }

  private static void sameOrShorter(Path copy, long number, List<RunEvent> written) {
    requireStart(RunLog.read(copy), written);
    if (!makesLoop(number)) {
      return;
    }
    Set<Labelled<ClassLabel>> labelled = goOn(copy, number);
    List<RunEvent> after = new ArrayList<>(RunLog.read(copy));
    if (number % NEXT > 0) {
      after.removeIf(event -> event instanceof RunEvent.Resumed);
      List<RunEvent> before = new ArrayList<>(written);
      before.removeIf(event -> event instanceof RunEvent.Resumed);
      requireStart(after, before);
    }
    if (!labelled.equals(labels(after))) {
      throw new WrongResult("the loop has other labels than its log");
    }
  }

  private static void requireStart(List<RunEvent> read, List<RunEvent> written) {
    if (read.size() > written.size() || !read.equals(written.subList(0, read.size()))) {
      throw new WrongResult("accepted with another state");
    }
  }

  private static Set<Labelled<ClassLabel>> labels(List<RunEvent> events) {
    Map<String, Labelled<ClassLabel>> byId = TinyRun.gold();
    Set<Labelled<ClassLabel>> labelled = new HashSet<>();
    for (RunEvent event : events) {
      if (event instanceof RunEvent.Labelled label
          && label.annotation() instanceof ClassLabel name
          && byId.get(label.id()) != null) {
        labelled.add(new Labelled<>(byId.get(label.id()).instance(), name));
      }
    }
    return labelled;
  }

  /** Takes up the run; gives what is labelled. */
  private static Set<Labelled<ClassLabel>> goOn(Path copy, long number) {
    try (ActiveLearning<ClassLabel> loop = TinyRun.loop().runDirectory(copy).build()) {
      loop.history();
      loop.queries();
      Optional<String> reason = loop.stopReason();
      if (number % NEXT == 0 && reason.isEmpty()) {
        loop.next();
      }
      return new HashSet<>(loop.pool().labelled());
    }
  }
}
