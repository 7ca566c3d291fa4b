package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.Picked;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.oracle.Oracle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs recorded by earlier versions go on: before lines had checksums by commit 8743f2a, in format
 * 1 by commit 9144e9d ({@link RecordRuns}).
 */
class OldRunTest {
  private static final Oracle<ClassLabel> GOLD = Oracle.gold(LoopFixture.DATA.items());

  private static ActiveLearningBuilder<ClassLabel> builder(String kind) {
    return HaltingRun.builder(kind.equals("ahead"));
  }

  private static Path copy(String name, Path to) throws IOException, URISyntaxException {
    Path from = Path.of(OldRunTest.class.getResource("/runs/" + name).toURI());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return to;
  }

  /** Queries with utilities, answers, and rounds with scores; no times. */
  private static List<String> outcome(Path dir) {
    List<String> lines = new ArrayList<>();
    for (RunEvent event : RunLog.read(dir)) {
      if (event instanceof RunEvent.Asked asked) {
        lines.add(asked.round() + " " + items(asked) + " " + asked.policyState());
      } else if (event instanceof RunEvent.Labelled labelled) {
        lines.add(labelled.toString());
      } else if (event instanceof RunEvent.Trained trained) {
        lines.add(
            trained.iteration().round()
                + " "
                + trained.iteration().labelled()
                + " "
                + trained.iteration().scores()
                + " "
                + trained.iteration().fitLoss());
      }
    }
    return lines;
  }

  /** What both have: those runs were recorded before models said what they make of a query. */
  private static List<String> items(RunEvent.Asked asked) {
    return asked.items().stream().map(item -> item.id() + " " + item.utility()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "before-format-1, plain",
    "before-format-1, ahead",
    "format-1, plain",
    "format-1, ahead"
  })
  void run_anew_isWhatWasRecordedThen(String format, String kind, @TempDir Path dir)
      throws Exception {
    Path old = copy(format + "/" + kind + "/finished", dir.resolve("old"));
    try (ActiveLearning<ClassLabel> loop = builder(kind).runDirectory(dir.resolve("new")).build()) {
      loop.run(GOLD);
    }
    assertEquals(sorted(kind, outcome(old)), sorted(kind, outcome(dir.resolve("new"))));
  }

  /** While people label, the order of labels and trainings depends on who is faster. */
  private static List<String> sorted(String kind, List<String> lines) {
    return kind.equals("ahead") ? lines.stream().sorted().toList() : lines;
  }

  @ParameterizedTest
  @CsvSource({
    "before-format-1, plain",
    "before-format-1, ahead",
    "format-1, plain",
    "format-1, ahead"
  })
  void build_onAFinishedRun_opensIt(String format, String kind, @TempDir Path dir)
      throws Exception {
    copy(format + "/" + kind + "/finished", dir);
    String before = Files.readString(dir.resolve("run.jsonl"));
    try (ActiveLearning<ClassLabel> loop = builder(kind).runDirectory(dir).build()) {
      assertEquals("10 rounds are done", loop.run(GOLD));
      assertEquals(kind.equals("ahead") ? 85 : 78, loop.pool().labelledCount());
      loop.successor().save(dir.resolve("model"));
    }
    String after = Files.readString(dir.resolve("run.jsonl"));
    assertEquals(before, after.substring(0, before.length()), "what was recorded stays");
  }

  @ParameterizedTest
  @CsvSource({
    "before-format-1, plain",
    "before-format-1, ahead",
    "format-1, plain",
    "format-1, ahead"
  })
  void run_onAnOpenRun_goesOn(String format, String kind, @TempDir Path dir) throws Exception {
    copy(format + "/" + kind + "/open", dir);
    try (ActiveLearning<ClassLabel> loop = builder(kind).runDirectory(dir).build()) {
      assertEquals(2, loop.next().orElseThrow().items().size() - 5, "two are outstanding");
      assertEquals("10 rounds are done", loop.run(GOLD));
      assertEquals(4, loop.pool().skippedCount());
      List<List<Picked>> picked = loop.picked(); // of queries since then it is known
      assertTrue(picked.get(1).stream().allMatch(one -> one.confidence().isEmpty()));
      assertTrue(picked.get(6).stream().allMatch(one -> one.loss().isPresent()));
    }
    try (ActiveLearning<ClassLabel> loop = builder(kind).runDirectory(dir).build()) {
      assertEquals("10 rounds are done", loop.run(GOLD));
    }
  }

  /** Each byte of a log without checksums changed: refused, or the same run. */
  @ParameterizedTest
  @ValueSource(strings = {"plain", "ahead"})
  void build_damagedRun_isRefusedWhereItsRulesAreBroken(String kind, @TempDir Path dir)
      throws Exception {
    copy("before-format-1/" + kind + "/open", dir);
    Path file = dir.resolve("run.jsonl");
    List<String> lines = Files.readAllLines(file);
    int refused = 0;
    for (int i = 1; i < lines.size(); i++) {
      List<String> twice = new ArrayList<>(lines);
      twice.add(i, lines.get(i));
      Files.write(file, twice, StandardCharsets.UTF_8);
      assertThrows(
          InvalidInputException.class,
          () -> builder(kind).runDirectory(dir).build(),
          "line twice: " + lines.get(i));
      refused++;
    }
    assertEquals(lines.size() - 1, refused);
    for (int i = 1; i < lines.size(); i++) {
      List<String> less = new ArrayList<>(lines);
      String gone = less.remove(i);
      boolean answer = gone.contains("\"labelled\",\"round\":3") || gone.contains("\"failed\"");
      if (gone.contains("\"resumed\"") || i >= lines.size() - 6 || answer) {
        continue; // a shorter run, which nothing can tell
      }
      Files.write(file, less, StandardCharsets.UTF_8);
      assertThrows(
          InvalidInputException.class, () -> builder(kind).runDirectory(dir).build(), gone);
    }
  }
}
