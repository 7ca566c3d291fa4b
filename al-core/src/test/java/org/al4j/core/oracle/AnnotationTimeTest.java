package org.al4j.core.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.query.Selected;
import org.junit.jupiter.api.Test;

class AnnotationTimeTest {
  private static final ClassLabel LABEL = new ClassLabel("x");

  private static Query query(String... ids) {
    List<Selected> items = new ArrayList<>();
    for (String id : ids) {
      items.add(new Selected(Instance.ofText(id, id), Double.NaN));
    }
    return new Query(0, items);
  }

  @Test
  void measured_eachItem_takesWhatTheClockSays() {
    long[] now = {0};
    Oracle<ClassLabel> person =
        query -> {
          String id = query.ids().get(0);
          now[0] += 1_000L * id.length();
          return id.equals("skip")
              ? List.of(new Answer.Skipped<>(id, "no"))
              : List.of(new Answer.Given<>(id, LABEL));
        };
    assertEquals(
        List.of(
            new Answer.Given<>("a", LABEL, Duration.ofNanos(1_000)),
            new Answer.Skipped<ClassLabel>("skip", "no"),
            new Answer.Given<>("abc", LABEL, Duration.ofNanos(3_000))),
        new MeasuredOracle<>(person, () -> now[0]).ask(query("a", "skip", "abc")));
  }

  @Test
  void measured_oracleFailsInTheMiddle_givesWhatWasLabelledAndSaysWhatWasNot() {
    Oracle<ClassLabel> person =
        query -> {
          String id = query.ids().get(0);
          if (id.equals("c")) {
            throw new IllegalStateException("the window was closed");
          }
          return List.of(new Answer.Given<>(id, LABEL));
        };
    assertEquals(
        List.of(
            new Answer.Given<>("a", LABEL, Duration.ofNanos(1)),
            new Answer.Given<>("b", LABEL, Duration.ofNanos(1)),
            new Answer.Failed<ClassLabel>(
                "c", "java.lang.IllegalStateException: the window was closed")),
        new MeasuredOracle<>(person, () -> 0).ask(query("a", "b", "c", "d")));
  }

  @Test
  void measured_oracleFailsAtTheFirst_isItsError() {
    IllegalStateException thrown = new IllegalStateException("nobody is here");
    Oracle<ClassLabel> person =
        query -> {
          throw thrown;
        };
    assertSame(
        thrown,
        assertThrows(
            IllegalStateException.class, () -> Oracle.measured(person).ask(query("a", "b"))));
  }

  @Test
  void measured_timeKnownBetter_isKept() {
    Duration own = Duration.ofSeconds(7);
    Oracle<ClassLabel> service = query -> List.of(new Answer.Given<>("a", LABEL, own));
    assertEquals(
        List.of(new Answer.Given<>("a", LABEL, own)), Oracle.measured(service).ask(query("a")));
  }

  @Test
  void gold_timeInTheData_isGiven() {
    Instance timed = new Instance("a", "a", List.of(), Map.of("seconds", "2.5"));
    Oracle<ClassLabel> oracle =
        Oracle.gold(
            List.of(new Labelled<>(timed, LABEL), new Labelled<>(Instance.ofText("b", "b"), LABEL)),
            instance ->
                Optional.ofNullable(instance.attributes().get("seconds"))
                    .map(
                        seconds -> Duration.ofMillis((long) (1000 * Double.parseDouble(seconds)))));
    assertEquals(
        List.of(
            new Answer.Given<>("a", LABEL, Duration.ofMillis(2500)),
            new Answer.Given<>("b", LABEL)),
        oracle.ask(query("a", "b")));
  }

  @Test
  void given_timeNotAboveZero_isRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new Answer.Given<>("a", LABEL, Duration.ZERO));
  }
}
