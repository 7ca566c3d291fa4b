package org.al4j.core.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.people.Note;
import org.al4j.core.people.Withdrawal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people say, as lines and back. */
class PeopleEventsTest {
  private static final ClassLabel A = new ClassLabel("a");
  private static final ClassLabel B = new ClassLabel("b");
  private static final Optional<Duration> TIME = Optional.of(Duration.ofMillis(1500));

  private static Stream<RunEvent> events() {
    return Stream.of(
        new RunEvent.Labelled(1, "x", A, TIME, "anna"),
        new RunEvent.Revised(1, "x", B, TIME, "anna"),
        new RunEvent.Revised(1, "x", B, Optional.empty(), ""),
        new RunEvent.Withdrawn(1, "x", "a slip", "anna"),
        new RunEvent.Withdrawn(1, "x", "a slip", "anna", Withdrawal.JUDGEMENT),
        new RunEvent.Withdrawn(1, "x", "", "anna", Withdrawal.DECISION),
        new RunEvent.Decided(1, "x", Optional.of(A), "chief"),
        new RunEvent.Decided(1, "x", Optional.of(A), ""),
        new RunEvent.Decided(1, "x", Optional.empty(), ""),
        new RunEvent.Checked(1, "k", A, B, TIME, "anna"),
        new RunEvent.Skipped(1, "x", "", "anna"),
        new RunEvent.Postponed(1, "x", "later", "anna"),
        new RunEvent.Failed(1, "x", "time-out", "anna"),
        new RunEvent.Noted(1, new Note("flag", "x", "anna", "what is \"this\"?")),
        new RunEvent.Noted(1, new Note("key", "", "", "")),
        new RunEvent.Offered(1, List.of("x", "y \"z\"")),
        new RunEvent.Grown(
            1,
            List.of(
                Instance.ofText("t", "a \"text\"\n= 1"),
                Instance.ofWords("w", List.of("two", "words")),
                new Instance("c", "", List.of(), Map.of("b", "1", "a", "2")))),
        new RunEvent.Trained(
            new Iteration(0, 1, 2, 3, Map.of(), 0.5, 1.5, 2.5), Optional.empty(), 7));
  }

  @ParameterizedTest
  @MethodSource("events")
  void encode_thenDecode_isTheSame(RunEvent event) throws Exception {
    String line = EventCodec.encode(event);
    assertEquals(event, EventCodec.decode(line));
    assertEquals(line, EventCodec.encode(EventCodec.decode(line)));
  }

  /** The lines of the default path are those of before there were annotators, byte for byte. */
  @Test
  void encode_nobodyKnown_isAsItWas() {
    assertEquals(
        "{\"event\":\"labelled\",\"round\":1,\"id\":\"x\",\"annotation\":{\"class\":\"a\"},"
            + "\"time\":\"PT1.5S\"}",
        EventCodec.encode(new RunEvent.Labelled(1, "x", A, TIME)));
    assertEquals(
        "{\"event\":\"skipped\",\"round\":1,\"id\":\"x\",\"reason\":\"r\"}",
        EventCodec.encode(new RunEvent.Skipped(1, "x", "r")));
    assertEquals(
        "{\"event\":\"failed\",\"round\":1,\"id\":\"x\",\"reason\":\"r\"}",
        EventCodec.encode(new RunEvent.Failed(1, "x", "r")));
    assertEquals(
        "{\"event\":\"withdrawn\",\"round\":1,\"id\":\"x\",\"reason\":\"r\"}",
        EventCodec.encode(new RunEvent.Withdrawn(1, "x", "r", "")));
    RunEvent trained =
        new RunEvent.Trained(new Iteration(0, 1, 2, 3, Map.of(), 0.5, 1.5, 2.5, 0.25));
    assertEquals(
        "{\"event\":\"trained\",\"round\":0,\"labelled\":1,\"unlabelled\":2,\"skipped\":3,"
            + "\"scores\":{},\"selectSeconds\":0.5,\"fitSeconds\":1.5,\"evaluateSeconds\":2.5,"
            + "\"fitLoss\":0.25}",
        EventCodec.encode(trained));
    assertFalse(EventCodec.encode(trained).contains("changes"));
  }

  @Test
  void encode_annotator_standsAtTheEnd() {
    assertEquals(
        "{\"event\":\"labelled\",\"round\":1,\"id\":\"x\",\"annotation\":{\"class\":\"a\"},"
            + "\"annotator\":\"anna\"}",
        EventCodec.encode(new RunEvent.Labelled(1, "x", A, Optional.empty(), "anna")));
    assertEquals(
        "{\"event\":\"decided\",\"round\":1,\"id\":\"x\"}",
        EventCodec.encode(new RunEvent.Decided(1, "x", Optional.empty(), "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":\"skipped\",\"round\":1,\"id\":\"x\",\"reason\":\"r\",\"annotator\":\"\"}",
        "{\"event\":\"skipped\",\"round\":1,\"id\":\"x\",\"reason\":\"r\",\"annotator\":7}",
        "{\"event\":\"revised\",\"round\":1,\"id\":\"x\",\"annotator\":\"anna\"}",
        "{\"event\":\"checked\",\"round\":1,\"id\":\"x\",\"annotation\":{\"class\":\"a\"}}",
        "{\"event\":\"grown\",\"round\":1,\"instances\":[{\"id\":\"x\"}]}",
        "{\"event\":\"grown\",\"round\":1,\"instances\":[{\"id\":\"x\",\"text\":\"t\",\"y\":1}]}",
        "{\"event\":\"postponed\",\"round\":1,\"id\":\"x\",\"reason\":\"r\",\"x\":1}"
      })
  void decode_notWhatIsWritten_isRefused(String line) {
    assertThrows(IllegalArgumentException.class, () -> EventCodec.decode(line));
  }
}
