package org.al4j.core.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.TagSequence;
import org.al4j.core.data.TargetText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunLogTest {
  private static final Provenance START = new Provenance(Map.of("seed", "1"), Map.of("java", "17"));
  private static final List<RunEvent> EVENTS =
      List.of(
          new RunEvent.Asked(
              0,
              List.of(
                  new RunEvent.AskedItem("a\u2028\"\n", 1 / 3.0),
                  new RunEvent.AskedItem("b", Double.NaN)),
              0.25,
              Optional.of(new RunEvent.StateFile("policy-1", "ff"))),
          new RunEvent.Labelled(0, "a\u2028\"\n", new ClassLabel("æøå")),
          new RunEvent.Labelled(
              0, "d", new ClassLabel("x"), Optional.of(Duration.ofNanos(2_500_000_001L))),
          new RunEvent.Skipped(0, "b", "no"),
          new RunEvent.Failed(0, "c", "time-out"),
          new RunEvent.Closed(0),
          new RunEvent.Trained(new Iteration(0, 1, 2, 3, Map.of("accuracy", 0.1), 0.5, 1.5, 2.5)),
          new RunEvent.Trained(
              new Iteration(1, 1, 2, 3, Map.of(), 0.5, 1.5, 2.5),
              Optional.of(new RunEvent.StateFile("evaluator-1", "aa"))),
          new RunEvent.Trained(
              new Iteration(2, 1, 2, 3, Map.of(), 0.5, 1.5, 2.5, 1 / 7.0), Optional.empty()),
          new RunEvent.Stopped(0, "enough"));

  private static void write(Path dir) {
    try (RunLog log = RunLog.open(dir, START)) {
      log.append(EVENTS);
    }
  }

  @Test
  void read_linesWithoutTimeAndLoss_areThoseOfOlderLogs(@TempDir Path dir) throws IOException {
    Files.writeString(
        dir.resolve("run.jsonl"),
        "{\"event\":\"labelled\",\"round\":0,\"id\":\"a\",\"annotation\":{\"class\":\"x\"}}\n"
            + "{\"event\":\"trained\",\"round\":0,\"labelled\":1,\"unlabelled\":2,\"skipped\":3,"
            + "\"scores\":{},\"selectSeconds\":0.5,\"fitSeconds\":1.5,\"evaluateSeconds\":2.5}\n");
    assertEquals(
        List.of(
            new RunEvent.Labelled(0, "a", new ClassLabel("x")),
            new RunEvent.Trained(new Iteration(0, 1, 2, 3, Map.of(), 0.5, 1.5, 2.5))),
        RunLog.read(dir));
  }

  @Test
  void append_allEvents_readBackEqual(@TempDir Path dir) {
    write(dir);
    List<RunEvent> read = RunLog.read(dir);
    assertEquals(new RunEvent.Started(START), read.get(0));
    assertEquals(EVENTS, read.subList(1, read.size()));
  }

  @Test
  void append_allKindsOfAnnotation_readBackEqual(@TempDir Path dir) {
    List<Annotation> kinds =
        List.of(
            new ClassLabel("x"),
            new LabelSet(List.of("b", "a")),
            new LabelSet(List.of()),
            new TagSequence(List.of("B-PER", "O")),
            new TargetText("a\nb"),
            new RealValue(0.1 + 0.2));
    try (RunLog log = RunLog.open(dir, START)) {
      kinds.forEach(kind -> log.append(List.of(new RunEvent.Labelled(1, "i", kind))));
    }
    List<RunEvent> read = RunLog.read(dir);
    assertEquals(
        kinds,
        read.stream().skip(1).map(event -> ((RunEvent.Labelled) event).annotation()).toList());
  }

  @Test
  void open_cutAtEveryByte_keepsExactlyTheCompleteLines(@TempDir Path dir) throws IOException {
    write(dir.resolve("whole"));
    byte[] bytes = Files.readAllBytes(dir.resolve("whole/run.jsonl"));
    for (int cut = 0; cut <= bytes.length; cut += 3) {
      Path torn = Files.createDirectories(dir.resolve("cut-" + cut));
      Files.write(torn.resolve("run.jsonl"), Arrays.copyOf(bytes, cut));
      int complete = 0;
      for (int i = 0; i < cut; i++) { // a line that lacks its line break only is there as a whole
        complete += bytes[i] == '\n' || (i == cut - 1 && bytes[cut] == '\n') ? 1 : 0;
      }
      try (RunLog log = RunLog.open(torn, START)) {
        assertEquals(Math.max(1, complete), log.events().size(), "cut at " + cut);
        log.append(List.of(new RunEvent.Closed(5)));
      }
      List<RunEvent> read = RunLog.read(torn);
      assertEquals(new RunEvent.Closed(5), read.get(read.size() - 1));
    }
  }

  @Test
  void open_damagedLineInTheMiddle_isRefusedWithFileAndLine(@TempDir Path dir) throws IOException {
    write(dir);
    List<String> lines = Files.readAllLines(dir.resolve("run.jsonl"));
    lines.set(2, lines.get(2).substring(0, 20));
    Files.write(dir.resolve("run.jsonl"), lines);
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> RunLog.open(dir, START));
    assertTrue(error.getMessage().contains("run.jsonl:3: "), error.getMessage());
    assertEquals(lines, Files.readAllLines(dir.resolve("run.jsonl")), "the file is left as it was");
    Files.write(dir.resolve("run.jsonl"), List.of());
    RunLog.open(dir, START).close(); // the refused opening released its lock
  }

  @Test
  void open_otherIdentity_isRefused(@TempDir Path dir) {
    write(dir);
    Provenance other = new Provenance(Map.of("seed", "2"), Map.of("java", "17"));
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> RunLog.open(dir, other));
    assertTrue(error.getMessage().contains("seed = 1, now it is 2"), error.getMessage());
  }

  @Test
  void open_otherEnvironment_isRecordedOnce(@TempDir Path dir) {
    write(dir);
    Provenance other = new Provenance(Map.of("seed", "1"), Map.of("java", "21"));
    RunLog.open(dir, other).close();
    RunLog.open(dir, other).close();
    assertEquals(
        List.of(new RunEvent.Resumed(other)),
        RunLog.read(dir).stream().filter(event -> event instanceof RunEvent.Resumed).toList());
  }

  @Test
  void append_failingDisk_leavesNoHalfLine(@TempDir Path dir) {
    boolean[] full = {false};
    Journal.Writer writer =
        (file, bytes) -> {
          if (full[0]) {
            Journal.writeFully(file, Arrays.copyOf(bytes, bytes.length / 2));
            throw new IOException("no space left on device");
          }
          Journal.writeFully(file, bytes);
        };
    try (RunLog log = RunLog.open(dir, START, writer)) {
      full[0] = true;
      assertThrows(UncheckedIOException.class, () -> log.append(EVENTS));
      assertEquals(1, log.events().size(), "what was not written does not count");
      full[0] = false;
      log.append(List.of(new RunEvent.Closed(0)));
    }
    assertEquals(List.of(new RunEvent.Started(START), new RunEvent.Closed(0)), RunLog.read(dir));
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed", "missing"})
  void loadState_damagedFile_isRefused(String damage, @TempDir Path dir) throws IOException {
    byte[] bytes = {1, 2, 3};
    try (RunLog log = RunLog.open(dir, START)) {
      RunEvent.StateFile state = log.saveState("policy", bytes);
      assertArrayEquals(bytes, log.loadState(state));
      Path file = dir.resolve("state").resolve(state.file());
      if (damage.equals("changed")) {
        Files.write(file, new byte[] {9}, StandardOpenOption.APPEND);
      } else {
        Files.delete(file);
      }
      assertThrows(InvalidInputException.class, () -> log.loadState(state));
    }
  }

  @Test
  void read_noRun_isRefused(@TempDir Path dir) {
    assertThrows(InvalidInputException.class, () -> RunLog.read(dir.resolve("nothing")));
  }
}
