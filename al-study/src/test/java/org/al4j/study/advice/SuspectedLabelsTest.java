package org.al4j.study.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.al4j.core.data.LabelSpace;
import org.junit.jupiter.api.Test;

class SuspectedLabelsTest {
  private static final LabelSpace LABELS = LabelSpace.of("a", "b");

  private static SuspectedLabels.Checked text(String id, String given, double first) {
    return new SuspectedLabels.Checked(id, "text " + id, given, List.of(first, 1 - first));
  }

  /** Thresholds .6 for a (.9, .8, .1) and .775 for b (.8, .75). */
  private static SuspectedLabels run() {
    return SuspectedLabels.of(
        List.of(
            text("1", "a", 0.9),
            text("2", "a", 0.8),
            text("3", "a", 0.1),
            text("4", "b", 0.2),
            text("5", "b", 0.25)),
        LABELS);
  }

  @Test
  void of_texts_suspectsWhatIsSurelyAnother() {
    SuspectedLabels found = run();

    assertEquals(List.of("1", "2", "3", "4", "5"), found.checked());
    assertEquals(
        List.of(new SuspectedLabels.Suspect("3", "text 3", "a", "b", 0.1, 0.1 + 0)),
        found.suspects().stream()
            .map(
                one ->
                    new SuspectedLabels.Suspect(
                        one.id(),
                        one.text(),
                        one.given(),
                        one.suggested(),
                        one.selfConfidence(),
                        Math.round(one.margin() * 1e9) / 1e9))
            .toList());
    assertEquals(1, found.estimated(), 1e-12);
  }

  @Test
  void of_nothing_isNothing() {
    assertEquals(SuspectedLabels.NONE, SuspectedLabels.of(List.of(), LABELS));
  }

  @Test
  void suspicions_severalRuns_areMergedByText() {
    SuspectedLabels more =
        new SuspectedLabels(
            List.of("3", "4", "9"),
            2,
            List.of(
                new SuspectedLabels.Suspect("3", "text 3", "a", "b", 0.1, 0.3),
                new SuspectedLabels.Suspect("4", "text 4", "b", "a", 0.05, 0.05)));
    SuspectedLabels without = new SuspectedLabels(List.of("4"), 0, List.of());

    List<Suspicion> all = Suspicion.of(List.of(run(), more, without));

    assertEquals(
        List.of(
            new Suspicion("3", "text 3", "a", "b", 2, 2, 0.1),
            new Suspicion("4", "text 4", "b", "a", 1, 3, 0.05)),
        all);
  }

  @Test
  void suspicions_differentSuggestions_areThatOfMost() {
    List<SuspectedLabels> runs =
        List.of(suggesting("c"), suggesting("b"), suggesting("c"), suggesting("b"));
    assertEquals("b", Suspicion.of(runs).get(0).suggested());
    assertEquals("c", Suspicion.of(runs.subList(0, 3)).get(0).suggested());
  }

  private static SuspectedLabels suggesting(String other) {
    return new SuspectedLabels(
        List.of("1"), 1, List.of(new SuspectedLabels.Suspect("1", "t", "a", other, 0.2, 0.2)));
  }
}
