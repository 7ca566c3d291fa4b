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
import java.util.Optional;
import java.util.stream.Stream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.FailingLog;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.oracle.Oracle;
import org.al4j.testkit.TinyClassifier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Breaks a run off before each of its writes, and compares with an undisturbed run. */
class ResumeTest {
  private static final int ROUNDS = 4;

  private static Stream<Arguments> choices() {
    return Stream.of(
        Arguments.of(Training.fromScratch(), false, false),
        Arguments.of(Training.warmOnNew().withRateDecay(0.8), false, false),
        Arguments.of(Training.warmOnAll().withRateDecay(0.8), false, false),
        Arguments.of(Training.fromScratch(), true, false),
        Arguments.of(Training.warmOnNew(), true, false),
        Arguments.of(Training.warmOnAll().withRateDecay(0.8), true, false),
        Arguments.of(Training.fromScratch(), false, true),
        Arguments.of(Training.warmOnNew().withRateDecay(0.8), false, true),
        Arguments.of(Training.fromScratch(), true, true));
  }

  private static ActiveLearningBuilder<ClassLabel> builder(
      Training training, boolean ahead, boolean keeps) {
    ActiveLearningBuilder<ClassLabel> builder = builder(training, ahead);
    return keeps
        ? builder.keepModel(dir -> TinyClassifier.load(dir, LoopFixture.DATA.labels()))
        : builder;
  }

  private static ActiveLearningBuilder<ClassLabel> builder(Training training, boolean ahead) {
    ActiveLearningBuilder<ClassLabel> builder =
        LoopFixture.builder()
            .candidates(new LoopFixture.RememberingPolicy())
            .training(training)
            .stopping(
                (history, pool) ->
                    history.size() > ROUNDS ? Optional.of("enough") : Optional.empty());
    return ahead ? builder.trainWhileLabelling() : builder;
  }

  @ParameterizedTest
  @MethodSource("choices")
  void run_brokenOffBeforeEachWrite_resumesBitIdentically(
      Training training, boolean ahead, boolean keeps, @TempDir Path temp) throws IOException {
    Path whole = temp.resolve("whole");
    String weights = finish(builder(training, ahead).runDirectory(whole), whole);
    List<String> expected = outcome(whole);
    int breaks = 0;
    boolean finished = false;
    while (!finished) {
      Path dir = temp.resolve("run-" + breaks);
      int writes = breaks;
      finished =
          survives(
              builder(training, ahead, keeps)
                  .log(provenance -> FailingLog.open(dir, provenance, writes)));
      if (!finished) {
        breaks++;
        String resumed = finish(builder(training, ahead, keeps).runDirectory(dir), dir);
        assertEquals(expected, outcome(dir), "broken off after " + writes + " writes");
        assertEquals(weights, resumed, "weights after " + writes + " writes");
      }
    }
    assertTrue(breaks > 4 * ROUNDS, "every round has at least 4 writes, found " + breaks);
  }

  private static boolean survives(ActiveLearningBuilder<ClassLabel> builder) {
    try (ActiveLearning<ClassLabel> loop = builder.build()) {
      loop.run(Oracle.gold(LoopFixture.DATA.items()));
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static String finish(ActiveLearningBuilder<ClassLabel> builder, Path dir)
      throws IOException {
    try (ActiveLearning<ClassLabel> loop = builder.build()) {
      loop.run(Oracle.gold(LoopFixture.DATA.items()));
      loop.successor().save(dir.resolve("model"));
    }
    return Arrays.toString(Files.readAllBytes(dir.resolve("model").resolve("weights.bin")));
  }

  /** All that was asked, with what models made of it, and all scores and losses; no times. */
  private static List<String> outcome(Path dir) {
    List<String> all = new ArrayList<>();
    List<String> rounds = new ArrayList<>();
    for (RunEvent event : RunLog.read(dir)) {
      if (event instanceof RunEvent.Asked asked) {
        all.add(asked.round() + " " + asked.items() + " " + probabilities(asked));
      } else if (event instanceof RunEvent.Trained trained) {
        rounds.add(
            trained.iteration().round()
                + " "
                + trained.iteration().labelled()
                + " "
                + trained.iteration().scores()
                + " "
                + trained.iteration().fitLoss()
                + " "
                + trained.iteration().losses());
      }
    }
    all.addAll(rounds);
    return all;
  }

  private static List<String> probabilities(RunEvent.Asked asked) {
    return asked.items().stream()
        .flatMap(item -> item.belief().stream())
        .map(belief -> Arrays.toString(belief.probabilities()))
        .toList();
  }
}
