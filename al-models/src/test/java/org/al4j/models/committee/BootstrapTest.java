package org.al4j.models.committee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  /** {@code common} instances of class a, one each of b and c. */
  private static List<Labelled<ClassLabel>> skewed(int common) {
    List<Labelled<ClassLabel>> items = new ArrayList<>();
    for (int i = 0; i < common; i++) {
      items.add(new Labelled<>(Instance.ofText("a" + i, ""), new ClassLabel("a")));
    }
    items.add(new Labelled<>(Instance.ofText("b", ""), new ClassLabel("b")));
    items.add(new Labelled<>(Instance.ofText("c", ""), new ClassLabel("c")));
    return items;
  }

  private static Set<String> classes(List<Labelled<ClassLabel>> items) {
    return items.stream().map(item -> item.annotation().name()).collect(Collectors.toSet());
  }

  @Test
  void draw_rareClasses_keepsEveryClassAndTheSize() {
    List<Labelled<ClassLabel>> items = skewed(10);
    for (int seed = 0; seed < 300; seed++) {
      List<Labelled<ClassLabel>> drawn =
          Bootstrap.draw(items, Labelled::annotation, new SplittableRandom(seed));
      assertEquals(12, drawn.size());
      assertEquals(Set.of("a", "b", "c"), classes(drawn));
      assertTrue(new HashSet<>(items).containsAll(drawn));
    }
  }

  @Test
  void draw_asManyClassesAsInstances_isThePermutedWhole() {
    List<Labelled<ClassLabel>> items = skewed(1);
    for (int seed = 0; seed < 50; seed++) {
      assertEquals(
          new HashSet<>(items),
          new HashSet<>(Bootstrap.draw(items, Labelled::annotation, new SplittableRandom(seed))));
    }
  }

  @Test
  void draw_noClassLost_isThePlainBootstrap() {
    List<Labelled<ClassLabel>> items = skewed(10);
    int plain = 0;
    for (int seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Labelled<ClassLabel>> expected = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        expected.add(items.get(random.nextInt(items.size())));
      }
      if (classes(expected).size() == 3) {
        plain++;
        assertEquals(
            expected, Bootstrap.draw(items, Labelled::annotation, new SplittableRandom(seed)));
      }
    }
    // P(neither b nor c is lost) = 1 - 2 (11/12)^12 + (10/12)^12 = 0.408; 300 draws, 5 deviations
    assertTrue(plain > 80 && plain < 165, "plain draws: " + plain);
  }

  @Test
  void draw_manyNumbers_holdsTheUsualShareOfDistinctOnes() {
    List<Labelled<RealValue>> items = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      items.add(new Labelled<>(Instance.ofText("i" + i, ""), new RealValue(i)));
    }
    int distinct =
        new HashSet<>(Bootstrap.draw(items, Labelled::annotation, new SplittableRandom(1))).size();
    assertEquals(1 - Math.exp(-1), distinct / 1e4, 0.016); // deviation 0.0031
  }

  /** Of ten instances with a, one also has b and one c alone: no class may be lost for another. */
  @Test
  void draw_severalClasses_losesNoneThatItCanKeep() {
    List<Labelled<LabelSet>> items = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      List<String> names = i == 0 ? List.of("a", "b") : i == 1 ? List.of("c") : List.of("a");
      items.add(new Labelled<>(Instance.ofText("i" + i, ""), LabelSet.of(names)));
    }
    items.add(new Labelled<>(Instance.ofText("none", ""), LabelSet.of(List.of())));
    for (int seed = 0; seed < 300; seed++) {
      List<Labelled<LabelSet>> drawn =
          Bootstrap.draw(items, Labelled::annotation, new SplittableRandom(seed));
      assertEquals(11, drawn.size());
      assertEquals(
          Set.of("a", "b", "c"),
          drawn.stream()
              .flatMap(item -> item.annotation().names().stream())
              .collect(Collectors.toSet()));
    }
  }

  /** Every instance has a class of its own beside a common one: nothing can be given away. */
  @Test
  void draw_severalClassesThatAllNeed_endsAllTheSame() {
    List<Labelled<LabelSet>> items = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      items.add(
          new Labelled<>(
              Instance.ofText("i" + i, ""), LabelSet.of(List.of("own" + i, "pair" + i / 2))));
    }
    for (int seed = 0; seed < 100; seed++) {
      List<Labelled<LabelSet>> drawn =
          Bootstrap.draw(items, Labelled::annotation, new SplittableRandom(seed));
      assertEquals(new HashSet<>(items), new HashSet<>(drawn));
    }
  }
}
