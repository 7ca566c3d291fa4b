package org.al4j.bench.kills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.junit.jupiter.api.Test;

/** The kill program sees what it is there to see. */
class AcknowledgedTest {
  private final LabellingScenario scenario = new LabellingScenario(6);
  private final Acknowledged acknowledged = new Acknowledged(scenario);

  private String id(int ordinal) {
    return scenario.corpus().get(ordinal).id();
  }

  private ClassLabel label(int ordinal) {
    return scenario.name(scenario.label(ordinal));
  }

  private RunEvent.Labelled labelled(int ordinal) {
    return new RunEvent.Labelled(0, id(ordinal), label(ordinal));
  }

  private RunEvent.Asked asked(int round, int... ordinals) {
    List<RunEvent.AskedItem> items = new ArrayList<>();
    for (int ordinal : ordinals) {
      items.add(new RunEvent.AskedItem(id(ordinal), Double.NaN));
    }
    return new RunEvent.Asked(round, items, 0, Optional.empty());
  }

  private void hearAll() {
    acknowledged.hear("asked", "0", "3", "4", "5", "6");
    acknowledged.hear("label", "3", Integer.toString(scenario.label(3)));
    acknowledged.hear("skip", "4");
    acknowledged.hear("fail", "5");
  }

  @Test
  void compare_everythingThere_findsNothing() {
    hearAll();
    List<RunEvent> log =
        List.of(
            asked(0, 3, 4, 5, 6),
            labelled(3),
            new RunEvent.Skipped(0, id(4), ""),
            new RunEvent.Failed(0, id(5), ""),
            labelled(6)); // kept, but not acknowledged before the kill
    assertTrue(acknowledged.compare(log).none());
    assertEquals(4, acknowledged.promised(log));
    assertEquals(1, acknowledged.labels());
  }

  @Test
  void compare_emptyLog_findsAllLost() {
    hearAll();
    assertEquals(
        Set.of("label 3", "query 0", "skip 4", "failed 5"), acknowledged.compare(List.of()).lost());
  }

  @Test
  void compare_anotherLabel_isLostAndForeign() {
    hearAll();
    int other = (scenario.label(3) + 1) % scenario.labels();
    Acknowledged.Findings found =
        acknowledged.compare(List.of(new RunEvent.Labelled(0, id(3), scenario.name(other))));
    assertTrue(found.lost().contains("label 3"), found::toString);
    assertEquals(Set.of("label of " + id(3)), found.foreign());
  }

  @Test
  void compare_eventsTwice_findsThemDoubled() {
    RunEvent trained = new RunEvent.Trained(new Iteration(0, 1, 1, 0, Map.of(), 0, 0, 0));
    RunEvent skipped = new RunEvent.Skipped(0, id(4), "");
    assertEquals(
        Set.of("label of " + id(3), "skipped " + id(4), "query 0", "round 0"),
        acknowledged
            .compare(
                List.of(
                    asked(0, 3, 4),
                    asked(0, 3, 4),
                    labelled(3),
                    labelled(3),
                    skipped,
                    skipped,
                    trained,
                    trained))
            .doubled());
  }

  @Test
  void compare_severalPeople_findsWhatIsLostAndForeign() {
    LabellingScenario several = new LabellingScenario(7);
    assertTrue(several.severalPeople());
    Acknowledged kept = new Acknowledged(several);
    String id = several.corpus().get(3).id();
    ClassLabel annas = several.name(several.says("anna", 3));
    ClassLabel other = several.name((several.says("anna", 3) + 1) % several.labels());
    RunEvent said = new RunEvent.Labelled(0, id, annas, Optional.empty(), "anna");
    RunEvent revised = new RunEvent.Revised(0, id, other, Optional.empty(), "anna");
    for (RunEvent event : List.of(said, revised)) {
      kept.hear(("said " + SaidOnce.of(several, event).orElseThrow()).split(" "));
    }
    assertTrue(kept.compare(List.of(said, revised)).none());
    assertEquals(2, kept.promised(List.of(said, revised)));
    assertEquals(1, kept.compare(List.of(said)).lost().size());
    RunEvent wrong = new RunEvent.Labelled(0, id, other, Optional.empty(), "anna");
    assertEquals(1, kept.compare(List.of(said, revised, wrong)).foreign().size());
    RunEvent decided = new RunEvent.Decided(0, id, Optional.of(annas), "");
    assertEquals(Optional.empty(), SaidOnce.of(several, decided), "no person's");
  }

  @Test
  void fates_ofAllTextsInAllRounds_holdEveryKind() {
    Set<LabellingScenario.Fate> found = new java.util.HashSet<>();
    for (int round = 0; round < 8; round++) {
      for (int ordinal = 0; ordinal < scenario.corpus().size(); ordinal++) {
        found.add(scenario.fate(ordinal, round));
      }
    }
    assertEquals(Set.of(LabellingScenario.Fate.values()), found);
  }
}
