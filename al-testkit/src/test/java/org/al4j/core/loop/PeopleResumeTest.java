package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.FailingLog;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.people.Adjudication;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three people, revisions, withdrawals, decisions and a pool that grows: broken off before each
 * write, such a run ends as an undisturbed one.
 */
class PeopleResumeTest {
  private static final int ROUNDS = 3;

  private static Stream<Arguments> choices() {
    return Stream.of(
        Arguments.of(Adjudication.majority(), Training.fromScratch(), false),
        Arguments.of(Adjudication.weighted(), Training.warmOnNew(), false),
        Arguments.of(Adjudication.dawidSkene(0.1), Training.fromScratch(), false),
        Arguments.of(Adjudication.weighted(), Training.fromScratch(), true),
        Arguments.of(Adjudication.unanimous(), Training.warmOnNew(), true));
  }

  private static ActiveLearningBuilder<ClassLabel> builder(
      Adjudication<ClassLabel> adjudication, Training training, boolean ahead) {
    ActiveLearningBuilder<ClassLabel> builder =
        PeopleFixture.builder(ROUNDS, adjudication)
            .candidates(new LoopFixture.RememberingPolicy())
            .training(training);
    return ahead ? builder.trainWhileLabelling() : builder;
  }

  @ParameterizedTest
  @MethodSource("choices")
  void run_brokenOffBeforeEachWrite_resumesBitIdentically(
      Adjudication<ClassLabel> adjudication, Training training, boolean ahead, @TempDir Path temp)
      throws IOException {
    Path whole = temp.resolve("whole");
    String weights = finish(builder(adjudication, training, ahead).runDirectory(whole), whole);
    List<String> expected = outcome(whole);
    requireEveryKind(whole, !adjudication.describe().matches("majority|unanimous"));
    int breaks = 0;
    boolean finished = false;
    while (!finished) {
      Path dir = temp.resolve("run-" + breaks);
      int writes = breaks;
      finished =
          survives(
              builder(adjudication, training, ahead)
                  .log(provenance -> FailingLog.open(dir, provenance, writes)));
      if (!finished) {
        breaks++;
        String resumed = finish(builder(adjudication, training, ahead).runDirectory(dir), dir);
        requireEqual(expected, outcome(dir), "broken off after " + writes + " writes");
        assertEquals(weights, resumed, "weights after " + writes + " writes");
      }
    }
    assertTrue(breaks > 6 * ROUNDS, "every round has more than 6 writes, found " + breaks);
  }

  /** Line by line: the whole would be pages. */
  private static void requireEqual(List<String> expected, List<String> found, String when) {
    for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
      assertEquals(expected.get(i), found.get(i), when + ", line " + i);
    }
    assertEquals(expected.size(), found.size(), when);
  }

  /** A scenario in which something does not happen shows nothing of it. */
  private static void requireEveryKind(Path dir, boolean changesLabels) {
    List<RunEvent> events = RunLog.read(dir);
    for (Class<?> kind :
        List.of(
            RunEvent.Labelled.class,
            RunEvent.Revised.class,
            RunEvent.Withdrawn.class,
            RunEvent.Decided.class,
            RunEvent.Checked.class,
            RunEvent.Skipped.class,
            RunEvent.Grown.class)) {
      assertTrue(events.stream().anyMatch(kind::isInstance), "no " + kind);
    }
    assertTrue(
        !changesLabels
            || events.stream()
                .anyMatch(
                    event ->
                        event instanceof RunEvent.Trained trained
                            && trained.changes() > trained.iteration().labelled()),
        "no label was changed before a training");
    assertTrue(
        events.stream()
            .filter(RunEvent.Asked.class::isInstance)
            .flatMap(event -> ((RunEvent.Asked) event).items().stream())
            .anyMatch(
                item -> PeopleFixture.later().stream().anyMatch(one -> one.id().equals(item.id()))),
        "nothing that was added was asked");
  }

  private static boolean survives(ActiveLearningBuilder<ClassLabel> builder) {
    try (ActiveLearning<ClassLabel> loop = builder.build()) {
      PeopleFixture.drive(loop);
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static String finish(ActiveLearningBuilder<ClassLabel> builder, Path dir)
      throws IOException {
    try (ActiveLearning<ClassLabel> loop = builder.build()) {
      PeopleFixture.drive(loop);
      loop.successor().save(dir.resolve("model"));
    }
    return Arrays.toString(Files.readAllBytes(dir.resolve("model").resolve("weights.bin")));
  }

  /** All that was asked, with utilities, all that was said, and all scores and losses; no times. */
  private static List<String> outcome(Path dir) {
    List<String> all = new ArrayList<>();
    List<String> said = new ArrayList<>();
    List<String> rounds = new ArrayList<>();
    for (RunEvent event : RunLog.read(dir)) {
      if (event instanceof RunEvent.Asked asked) {
        all.add(asked.round() + " " + asked.items());
      } else if (event instanceof RunEvent.Trained trained) {
        rounds.add(
            trained.iteration().round()
                + " "
                + trained.iteration().labelled()
                + " "
                + trained.changes()
                + " "
                + trained.iteration().scores()
                + " "
                + trained.iteration().fitLoss());
      } else if (!(event instanceof RunEvent.Started)
          && !(event instanceof RunEvent.Stopped)
          && !(event instanceof RunEvent.Resumed)) {
        said.add(event.toString());
      }
    }
    all.addAll(said);
    all.addAll(rounds);
    return all;
  }
}
