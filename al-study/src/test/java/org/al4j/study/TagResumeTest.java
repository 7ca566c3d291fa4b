package org.al4j.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.TagSequence;
import org.al4j.core.read.Splits;
import org.al4j.study.report.StudyResult;
import org.al4j.testkit.CountingTagger;
import org.al4j.testkit.FakeSentences;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A study of tags with budgets of tokens that was killed goes on with the same queries and figures,
 * to the bit.
 */
class TagResumeTest {
  private static final String RUN = "mnlp-seed2";

  @TempDir Path folder;
  private Path dir = Path.of("");
  private List<String> log = List.of();
  private List<String> undisturbed = List.of();

  private static StudyResult run(Path dir) throws IOException {
    Dataset<TagSequence> all = FakeSentences.dataset(150, 5);
    Task<TagSequence> task =
        Task.of(
            "made up",
            TagSequence.class,
            new Splits<>(all, Optional.empty(), Optional.empty(), List.of(), List.of()));
    return Study.on(task)
        .learner(new CountingTagger())
        .strategies("random", "mnlp", "ups(utility=mnlp,every=2)+token-entropy")
        .seeds(2)
        .initial("10%tokens")
        .batch("5%tokens")
        .rounds(4)
        .stopping("stable-f(window=1,threshold=0.2)")
        .stopSet(25)
        .run(dir);
  }

  /** All that does not tell times, to the bit. */
  private static List<String> figures(StudyResult result) {
    List<String> all = new ArrayList<>();
    for (StudyResult.StrategyResult strategy : result.results()) {
      for (StudyResult.SeedResult run : strategy.seeds()) {
        all.add(strategy.strategy() + " " + run.seed() + " " + run.perClass() + run.advice());
        run.history()
            .forEach(
                round -> {
                  Map<String, String> scores = new TreeMap<>();
                  round.scores().forEach((name, x) -> scores.put(name, Double.toHexString(x)));
                  all.add(round.round() + " " + round.labelled() + " " + scores);
                });
        run.queries().forEach(query -> all.add(query.toString()));
      }
    }
    return all;
  }

  @BeforeEach
  void runAll() throws IOException {
    dir = folder.resolve("study");
    undisturbed = figures(run(dir));
    log = Files.readAllLines(dir.resolve("runs").resolve(RUN).resolve("run.jsonl"));
  }

  private void cut(int lines) throws IOException {
    Path file = dir.resolve("runs").resolve(RUN).resolve("run.jsonl");
    Files.write(file, log.subList(0, lines));
  }

  /** The lines behind which a round is closed. */
  private List<Integer> rounds() {
    return IntStream.range(0, log.size())
        .filter(i -> log.get(i).contains("\"event\":\"closed\""))
        .mapToObj(i -> i + 1)
        .toList();
  }

  @Test
  void run_killedAfterAnyRound_goesOnToTheBit() throws IOException {
    assertEquals(5, rounds().size(), "rounds in the log");
    for (int lines : rounds()) {
      cut(lines);
      assertEquals(undisturbed, figures(run(dir)), "after " + lines + " lines");
      List<String> again =
          Files.readAllLines(dir.resolve("runs").resolve(RUN).resolve("run.jsonl"));
      assertEquals(queries(log), queries(again), "after " + lines + " lines");
    }
  }

  @Test
  void run_killedWithinARound_goesOnToTheBit() throws IOException {
    int first = rounds().get(0);
    int second = rounds().get(1);
    assertTrue(second - first > 4, "a query and some answers");
    for (int lines = first + 1; lines < second; lines += 4) {
      cut(lines);
      assertEquals(undisturbed, figures(run(dir)), "after " + lines + " lines");
    }
  }

  @Test
  void run_lostNotes_goesOnWithTheSameQueries() throws IOException {
    cut(rounds().get(2));
    try (Stream<Path> notes = Files.walk(dir.resolve("runs").resolve(RUN).resolve("notes"))) {
      for (Path note : notes.filter(Files::isRegularFile).toList()) {
        Files.delete(note);
      }
    }
    run(dir);
    assertEquals(5, queries(log).size());
    List<String> again = Files.readAllLines(dir.resolve("runs").resolve(RUN).resolve("run.jsonl"));
    assertEquals(queries(log), queries(again));
  }

  /** What was asked and why, in order. */
  private static List<String> queries(List<String> lines) {
    return lines.stream()
        .filter(line -> line.contains("\"event\":\"asked\""))
        .map(line -> line.replaceAll(",\"selectSeconds\".*", ""))
        .toList();
  }
}
