package org.al4j.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.al4j.core.data.Instance;
import org.al4j.core.text.TextsPrepared;
import org.junit.jupiter.api.Test;

class PreparationLinesTest {
  private static final long SECOND = 1_000_000_000;

  private final StringWriter err = new StringWriter();
  private final AtomicLong now = new AtomicLong(7 * SECOND);
  private final PreparationLines lines =
      new PreparationLines(new PrintWriter(err, true), false, now::get);

  private List<String> said() {
    return err.toString().lines().toList();
  }

  private void told(long done, long total, long made) {
    lines.accept(new TextsPrepared(done, total, made));
  }

  @Test
  void accept_slowTexts_aLineEachFiveSecondsAndAtTheEnd() {
    for (int i = 1; i <= 10; i++) { // 90 of 100 were there
      now.addAndGet(2 * SECOND);
      told(90 + i, 100, i);
    }
    told(100, 100, 10);
    assertEquals(
        List.of(
            "93 of 100 texts embedded; at most about 14 s left",
            "96 of 100 texts embedded; at most about 8 s left",
            "99 of 100 texts embedded; at most about 2 s left",
            "10 texts embedded in 20 s, and kept for the next time"),
        said());
  }

  @Test
  void accept_slowToLoad_estimatesWithoutIt() {
    now.addAndGet(60 * SECOND);
    told(1, 9, 1);
    now.addAndGet(6 * SECOND);
    told(4, 9, 4);
    assertEquals(
        List.of("1 of 9 texts embedded", "4 of 9 texts embedded; at most about 10 s left"), said());
  }

  @Test
  void accept_nothingToDo_saysNothing() {
    now.addAndGet(9 * SECOND);
    told(100, 100, 0);
    assertEquals(List.of(), said());
  }

  @Test
  void accept_secondLearner_isToldOfAnew() {
    told(1, 2, 1);
    told(2, 2, 2);
    told(2, 2, 2);
    now.addAndGet(SECOND);
    told(1, 2, 1);
    now.addAndGet(3 * SECOND);
    told(2, 2, 2);
    told(2, 2, 2);
    assertEquals(
        List.of(
            "2 texts embedded in 0 s, and kept for the next time",
            "2 texts embedded in 3 s, and kept for the next time"),
        said());
  }

  @Test
  void next_slowTexts_aLineEachFiveSeconds() {
    List<Instance> texts =
        IntStream.range(0, 7).mapToObj(i -> Instance.ofText("t" + i, "text")).toList();
    ReadingLines read = new ReadingLines(texts.iterator(), new PrintWriter(err, true), now::get);
    int handedOn = 0;
    while (read.hasNext()) {
      assertEquals(texts.get(handedOn++), read.next());
      now.addAndGet(2 * SECOND);
    }
    assertEquals(List.of("3 texts read, 0.5 a second", "6 texts read, 0.5 a second"), said());
  }
}
