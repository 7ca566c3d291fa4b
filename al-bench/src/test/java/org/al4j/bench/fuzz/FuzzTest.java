package org.al4j.bench.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.al4j.bench.fuzz.FuzzVerdict.Outcome;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A short run of what {@link FuzzProgram} does long. */
class FuzzTest {
  private static final long SEED = 20_260;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path dir;

  static Stream<FuzzTarget> readers() {
    return FuzzTargets.all().stream();
  }

  @ParameterizedTest
  @MethodSource("readers")
  void read_mutatedFiles_resultOrOneClearRefusal(FuzzTarget target) {
    assertTimeoutPreemptively(PATIENCE, () -> run(target, 1_000 + 4 * target.share()));
  }

  private void run(FuzzTarget target, long mutations) throws Exception {
    FuzzCases cases = new FuzzCases(target, SEED, dir);
    FuzzRun.valid(cases)
        .forEach((name, v) -> assertEquals(Outcome.RESULT, v.outcome(), () -> name + ": " + v));
    FuzzCounts counts = new FuzzCounts(dir.resolve("counts"));
    List<String> wrong = new ArrayList<>();
    new FuzzRun(cases, counts, (n, v) -> wrong.add(n + ": " + v.kind() + "\n" + v.detail() + "\n"))
        .run(0, mutations);
    assertEquals(List.of(), wrong.stream().limit(20).toList(), () -> wrong.size() + " are wrong");
    // Mutations that are all refused, or none, would test nothing.
    assertTrue(counts.count(Outcome.RESULT) > mutations / 50, "results");
    assertTrue(counts.count(Outcome.REFUSED) > mutations / 50, "refusals");
    assertEquals(mutations, counts.count(Outcome.RESULT) + counts.count(Outcome.REFUSED));
  }

  @Test
  void make_sameSeedAndNumber_sameBytes() throws Exception {
    FuzzTarget target = FuzzTargets.named("jsonl");
    FuzzCases first = new FuzzCases(target, 7, dir.resolve("a"));
    FuzzCases second = new FuzzCases(target, 7, dir.resolve("b"));
    FuzzCases other = new FuzzCases(target, 8, dir.resolve("c"));
    int differences = 0;
    for (int number : List.of(0, 1, 5, 100, 99_999)) {
      first.make(number + 1); // what was made before does not matter
      byte[] bytes = bytes(first.make(number));
      assertArrayEquals(bytes, bytes(second.make(number)));
      differences += java.util.Arrays.equals(bytes, bytes(other.make(number))) ? 0 : 1;
    }
    assertTrue(differences > 0);
  }

  private static byte[] bytes(FuzzCases.Case one) throws IOException {
    return Files.readAllBytes(one.folder().resolve(one.file()));
  }

  @Test
  void make_afterManyMutations_validFilesAreUntouched() throws Exception {
    FuzzCases cases = new FuzzCases(FuzzTargets.named("csv"), 7, dir);
    Path folder = cases.inputs().get(0).folder();
    for (int number = 0; number < 200; number++) {
      cases.make(number);
    }
    assertEquals(DataTargets.CSV, Files.readString(folder.resolve("data.csv")));
  }

  @Test
  void judge_readingsOfEveryKind_isStrict() throws IOException {
    Path file = Files.writeString(dir.resolve("a.txt"), "a");
    assertEquals(Outcome.RESULT, outcome(() -> {}));
    assertEquals(Outcome.REFUSED, outcome(() -> refuse(file + ": no")));
    assertEquals(Outcome.WRONG, outcome(() -> refuse("no file is named")));
    assertEquals(Outcome.WRONG, outcome(() -> refuse(" ")));
    assertEquals(Outcome.WRONG, outcome(() -> Files.readString(dir.resolve("b.txt"))));
    assertEquals(Outcome.WRONG, outcome(() -> List.of().get(0)));
    assertEquals(
        Outcome.WRONG,
        outcome(
            () -> {
              throw new OutOfMemoryError();
            }));
    assertEquals(Outcome.WRONG, outcome(() -> Files.writeString(dir.resolve("c.txt"), "left")));
  }

  private static void refuse(String message) {
    throw new InvalidInputException(message);
  }

  private interface Reading {
    void read() throws Exception;
  }

  private Outcome outcome(Reading reading) {
    FuzzInput input = new FuzzInput(dir, List.of("a.txt"), (folder, number) -> reading.read());
    return FuzzJudge.judge(new FuzzCases.Case(input, dir, "a.txt", Set.of("a.txt")), 0).outcome();
  }
}
