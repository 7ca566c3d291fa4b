package org.al4j.examples.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.oracle.Answer;
import org.al4j.core.people.Adjudication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreeAnnotatorsTest {
  @TempDir private Path dir;

  /** One of three is nearly always right: where all differ he is followed, if he is known. */
  @Test
  void label_weighted_isRightMoreOftenThanTheMajority() {
    WhatCameOut equal = ThreeAnnotators.label(dir.resolve("m"), Adjudication.majority(), a -> {});
    WhatCameOut weighted =
        ThreeAnnotators.label(dir.resolve("w"), Adjudication.weighted(), a -> {});
    System.out.println("majority: " + equal);
    System.out.println("weighted: " + weighted);
    assertEquals(100, weighted.labels());
    assertEquals(300, weighted.judgements());
    assertEquals(360 * 0.02 * 1.2, weighted.cost(), 1e-9);
    assertTrue(weighted.right() >= equal.right() + 10, weighted + " against " + equal);
    assertTrue(weighted.alpha() > 0.1 && weighted.alpha() < 0.9, weighted::toString);
  }

  /** Broken off after any number of answers, nothing that was recorded is missing at the end. */
  @Test
  void label_brokenOffAgainAndAgain_losesNothing() {
    List<Answer<ClassLabel>> recorded = Collections.synchronizedList(new ArrayList<>());
    int broken = 0;
    for (int after = 17; broken < 8; after += 5) {
      int limit = recorded.size() + after;
      assertThrows(
          RuntimeException.class,
          () ->
              ThreeAnnotators.label(
                  dir,
                  Adjudication.weighted(),
                  answer -> {
                    recorded.add(answer);
                    if (recorded.size() >= limit) {
                      throw new IllegalStateException("broken off");
                    }
                  }));
      broken++;
    }
    ThreeAnnotators.label(dir, Adjudication.weighted(), recorded::add);
    Map<List<String>, List<ClassLabel>> logged = new HashMap<>();
    for (RunEvent event : RunLog.read(dir)) {
      if (event instanceof RunEvent.Checked said) {
        logged
            .computeIfAbsent(List.of(said.id(), said.annotator()), key -> new ArrayList<>())
            .add((ClassLabel) said.annotation());
      } else if (event instanceof RunEvent.Labelled said) {
        logged
            .computeIfAbsent(List.of(said.id(), said.annotator()), key -> new ArrayList<>())
            .add((ClassLabel) said.annotation());
      } else if (event instanceof RunEvent.Revised said) {
        logged
            .computeIfAbsent(List.of(said.id(), said.annotator()), key -> new ArrayList<>())
            .add((ClassLabel) said.annotation());
      }
    }
    Map<List<String>, List<ClassLabel>> said = new HashMap<>();
    for (Answer<ClassLabel> answer : recorded) {
      ClassLabel label =
          answer instanceof Answer.Given<ClassLabel> given
              ? given.annotation()
              : ((Answer.Revised<ClassLabel>) answer).annotation();
      said.computeIfAbsent(List.of(answer.id(), answer.annotator()), key -> new ArrayList<>())
          .add(label);
    }
    assertTrue(recorded.size() > 300, recorded.size() + " answers");
    assertEquals(said, logged);
  }
}
