package org.al4j.core.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a log that something else has changed. */
class RunLogDamageTest {
  private static final Provenance START = new Provenance(Map.of("seed", "1"), Map.of("java", "17"));
  private static final List<RunEvent> EVENTS =
      List.of(
          new RunEvent.Asked(0, List.of(new RunEvent.AskedItem("a", 0.5)), 0.25, Optional.empty()),
          new RunEvent.Labelled(
              0, "a", new ClassLabel("sport"), Optional.of(Duration.ofMillis(1500))),
          new RunEvent.Closed(0),
          new RunEvent.Trained(new Iteration(0, 1, 2, 0, Map.of("accuracy", 0.25), 0.5, 1, 2)),
          new RunEvent.Stopped(0, "enough"));

  @TempDir private Path dir;
  private Path file;
  private byte[] whole;

  @BeforeEach
  void write() throws IOException {
    try (RunLog log = RunLog.open(dir, START)) {
      log.append(EVENTS);
    }
    file = dir.resolve("run.jsonl");
    whole = Files.readAllBytes(file);
  }

  private void assertRefused(byte[] bytes, String what) {
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> LogText.read(file, bytes), what);
    assertFalse(error.getMessage().contains("\n"), error.getMessage());
    assertTrue(error.getMessage().contains("run.jsonl"), error.getMessage());
  }

  @Test
  void read_anyByteChanged_isRefused() {
    for (int i = 0; i < whole.length; i++) {
      for (int other : new int[] {whole[i] ^ 1, whole[i] ^ 0x80, ' ', '\n', '"', '0'}) {
        if ((byte) other != whole[i]) {
          byte[] changed = whole.clone();
          changed[i] = (byte) other;
          assertRefused(changed, "byte " + i + " became " + other);
        }
      }
    }
  }

  @Test
  void open_anyByteChanged_leavesTheFileAsItWas() throws IOException {
    for (int i = 0; i < whole.length; i += 41) {
      byte[] changed = whole.clone();
      changed[i] ^= 2;
      Files.write(file, changed);
      assertThrows(InvalidInputException.class, () -> RunLog.read(dir));
      assertThrows(InvalidInputException.class, () -> RunLog.open(dir, START));
      assertEquals(
          new String(changed, StandardCharsets.ISO_8859_1),
          Files.readString(file, StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void read_anyByteMissing_isRefusedUnlessItIsTheLastLineBreak() throws IOException {
    for (int i = 0; i < whole.length - 1; i++) {
      byte[] shorter = new byte[whole.length - 1];
      System.arraycopy(whole, 0, shorter, 0, i);
      System.arraycopy(whole, i + 1, shorter, i, shorter.length - i);
      assertRefused(shorter, "byte " + i + " is missing");
    }
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
    assertEquals(EVENTS.size() + 1, RunLog.read(dir).size(), "the last event is there as a whole");
    RunLog.open(dir, START).close();
    assertEquals(new String(whole, StandardCharsets.UTF_8), Files.readString(file));
  }

  @Test
  void read_lineMissingDoubledOrMoved_isRefused() throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      List<String> doubled = new ArrayList<>(lines);
      doubled.add(i, lines.get(i));
      assertRefused(bytes(doubled), "line " + i + " twice");
      if (i < lines.size() - 1) {
        List<String> less = new ArrayList<>(lines);
        less.remove(i);
        assertRefused(bytes(less), "line " + i + " missing");
        List<String> moved = new ArrayList<>(lines);
        moved.set(i, lines.get(i + 1));
        moved.set(i + 1, lines.get(i));
        assertRefused(bytes(moved), "line " + i + " moved");
      }
    }
  }

  private static byte[] bytes(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void append_everyLine_hasTheChecksumOfTheSpecification() throws Exception {
    String before = "";
    for (String line : Files.readAllLines(file)) {
      int end = line.lastIndexOf(",\"check\":\"");
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((before + line.substring(0, end)).getBytes(StandardCharsets.UTF_8));
      before = HexFormat.of().formatHex(digest, 0, 8);
      assertEquals(",\"check\":\"" + before + "\"}", line.substring(end));
    }
    assertTrue(Files.readString(file).startsWith("{\"event\":\"started\",\"format\":1,"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":\"closed\",\"round\":0,\"rounds\":1}",
        "{\"event\":\"closed\",\"round\":0} 7",
        "{\"event\":\"closed\",\"round\":0,\"round\":1}",
        "{\"event\":\"closed\",\"Round\":0}",
        "{\"event\":\"closed\",\"round\":\"0\"}",
        "{\"event\":\"closed\",\"round\":-1}",
        "{\"event\":\"closed\",\"round\":0.5}",
        "{\"event\":\"closing\",\"round\":0}",
        "{\"round\":0}",
        "[]",
        "null",
        "",
        "{\"event\":\"labelled\",\"round\":0,\"id\":\"a\"}",
        "{\"event\":\"labelled\",\"round\":0,\"id\":1,\"annotation\":{\"class\":\"x\"}}",
        "{\"event\":\"labelled\",\"round\":0,\"id\":\"a\",\"annotation\":{\"class\":\"x\",\"b\":1}}",
        "{\"event\":\"labelled\",\"round\":0,\"id\":\"a\",\"annotation\":{\"class\":null}}",
        "{\"event\":\"labelled\",\"round\":0,\"id\":\"a\",\"annotation\":{\"value\":null}}",
        "{\"event\":\"labelled\",\"round\":0,\"id\":\"a\",\"annotation\":{\"class\":\"x\"},\"time\":\"2\"}",
        "{\"event\":\"stopped\",\"round\":0,\"reason\":\"x\",\"cause\":\"bug\"}",
        "{\"event\":\"started\",\"format\":1,\"identity\":{},\"environment\":{}}",
      })
  void read_oldLogWithAnOddLine_isRefused(String line) {
    String first = line.contains("started") ? "" : START_OF_OLD;
    assertRefused((first + line + "\n").getBytes(StandardCharsets.UTF_8), line);
  }

  private static final String START_OF_OLD =
      "{\"event\":\"started\",\"identity\":{\"seed\":\"1\"},\"environment\":{\"java\":\"17\"}}\n";

  @Test
  void open_logOfAnotherFormat_saysWhich() throws Exception {
    String body = "{\"event\":\"started\",\"format\":2,\"identity\":{},\"environment\":{}";
    Files.writeString(file, new LineChain().seal(body + "}") + "\n");
    InvalidInputException error = assertThrows(InvalidInputException.class, () -> RunLog.read(dir));
    assertTrue(error.getMessage().contains("of format 2, this version reads 1"));
  }

  @Test
  void append_toALogWithoutChecksums_vouchesForAllBefore() throws IOException {
    Files.writeString(file, START_OF_OLD);
    try (RunLog log = RunLog.open(dir, START)) {
      log.append(List.of(new RunEvent.Closed(3)));
    }
    assertEquals(List.of(new RunEvent.Started(START), new RunEvent.Closed(3)), RunLog.read(dir));
    String text = Files.readString(file);
    assertRefused(text.replace("\"17\"", "\"18\"").getBytes(StandardCharsets.UTF_8), "before");
  }

  @Test
  void append_someoneElseWrote_isRefusedAndTheirLinesStay() throws IOException {
    try (RunLog log = RunLog.open(dir, START)) {
      Files.writeString(file, "another writer\n", StandardOpenOption.APPEND);
      InvalidInputException error =
          assertThrows(
              InvalidInputException.class, () -> log.append(List.of(new RunEvent.Closed(1))));
      assertTrue(error.getMessage().contains("something else writes"), error.getMessage());
      assertEquals(EVENTS.size() + 1, log.events().size());
    }
    assertEquals(
        new String(whole, StandardCharsets.UTF_8) + "another writer\n", Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"removed", "replaced", "shorter"})
  void append_fileIsNotTheOneOpened_isRefused(String what) throws IOException {
    try (RunLog log = RunLog.open(dir, START)) {
      if (what.equals("shorter")) {
        Files.write(file, new byte[] {'\n'});
      } else {
        Files.delete(file);
      }
      if (what.equals("replaced")) {
        Files.createFile(dir.resolve("keeps-the-number-of-the-old-file-from-being-used-again"));
        Files.write(file, whole);
      }
      assertThrows(InvalidInputException.class, () -> log.append(List.of(new RunEvent.Closed(1))));
      assertThrows(InvalidInputException.class, () -> log.saveState("policy", new byte[] {1}));
      assertFalse(Files.exists(dir.resolve("state")), "nothing is made where the run was");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty", "missing"})
  void open_logLostBesideItsNotes_isRefused(String what) throws IOException {
    Files.writeString(Files.createDirectory(dir.resolve("notes")).resolve("query-1.json"), "{}");
    Files.write(file, new byte[0]);
    if (what.equals("missing")) {
      Files.delete(file);
    }
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> RunLog.open(dir, START));
    assertTrue(error.getMessage().contains("holds a run's notes, so the log is lost"));
  }

  @Test
  void open_folderInsideAFile_saysTheReasonWithoutNamesOfClasses() throws IOException {
    Path inside = Files.writeString(dir.resolve("a"), "").resolve("b");
    UncheckedIOException error =
        assertThrows(UncheckedIOException.class, () -> RunLog.open(inside, START));
    assertTrue(error.getMessage().startsWith("cannot open the run's log in "), error.getMessage());
    assertFalse(error.getMessage().contains("java."), error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty", "missing"})
  void open_logLostBesideItsState_isRefused(String what) throws IOException {
    try (RunLog log = RunLog.open(dir, START)) {
      log.saveState("policy", new byte[] {1});
    }
    Files.write(file, new byte[0]);
    if (what.equals("missing")) {
      Files.delete(file);
    }
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> RunLog.open(dir, START));
    assertTrue(error.getMessage().contains("the log is lost"), error.getMessage());
  }

  @Test
  void append_interruptedThread_recordsAndStaysOpen() {
    try (RunLog log = RunLog.open(dir, START)) {
      Thread.currentThread().interrupt();
      log.append(List.of(new RunEvent.Closed(1)));
      log.saveState("policy", new byte[] {1});
      assertTrue(Thread.interrupted(), "the interrupt is still there");
      log.append(List.of(new RunEvent.Closed(2)));
    }
    assertEquals(EVENTS.size() + 3, RunLog.read(dir).size());
  }

  @Test
  void open_interruptedThread_opens() {
    Thread.currentThread().interrupt();
    RunLog.open(dir, START).close();
    assertTrue(Thread.interrupted());
  }

  @Test
  void append_infinitiesAndLoneSurrogates_readBackEqual() {
    List<RunEvent> odd =
        List.of(
            new RunEvent.Labelled(0, "\ud800x\udc00\ud83d\ude00", new ClassLabel("\udfff")),
            new RunEvent.Trained(
                new Iteration(
                    1,
                    1,
                    2,
                    0,
                    Map.of(
                        "a", Double.POSITIVE_INFINITY,
                        "b", Double.NEGATIVE_INFINITY,
                        "c", Double.NaN,
                        "d", -0.0),
                    0.5,
                    1,
                    2)));
    try (RunLog log = RunLog.open(dir, START)) {
      log.append(odd);
    }
    List<RunEvent> read = RunLog.read(dir);
    assertEquals(odd, read.subList(read.size() - 2, read.size()));
  }

  @Test
  void loadState_nameThatLeadsElsewhere_isRefused() {
    try (RunLog log = RunLog.open(dir, START)) {
      for (String name : List.of("../run.jsonl", "", ".", "a/b", "\0", "/etc/passwd")) {
        assertThrows(
            InvalidInputException.class, () -> log.loadState(new RunEvent.StateFile(name, "00")));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"junk, no object", "Xevent\":\"closed\"", "\0\0x"})
  void open_somethingElseBehindTheLastLine_isRefusedAndKept(String rest) throws IOException {
    Files.writeString(file, rest, StandardOpenOption.APPEND);
    assertThrows(InvalidInputException.class, () -> RunLog.open(dir, START));
    assertTrue(Files.readString(file).endsWith(rest));
  }

  @Test
  void open_zerosBehindTheLastLine_areWhatAPowerCutLeaves() throws IOException {
    Files.write(file, new byte[300], StandardOpenOption.APPEND);
    RunLog.open(dir, START).close();
    assertEquals(new String(whole, StandardCharsets.UTF_8), Files.readString(file));
  }

  @Test
  void append_whatCouldNotBeReadAgain_isRefused() {
    try (RunLog log = RunLog.open(dir, START)) {
      assertThrows(InvalidInputException.class, () -> log.append(List.of(new RunEvent.Closed(-1))));
      log.append(List.of(new RunEvent.Closed(1)));
    }
  }
}
