package org.al4j.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private enum Kind {
    ONE,
    TWO
  }

  private record Inner(double weight, Optional<String> label) {}

  private record Part(int count, Kind kind, Inner inner, List<Integer> list)
      implements Configured {}

  private record Whole(Part part, Set<Kind> kinds, Duration time) implements Configured {}

  private record OfFunction(ToDoubleFunction<String> function) implements Configured {}

  private record DescribedFunction(ToDoubleFunction<String> function) implements Configured {
    @Override
    public String describe() {
      return "by length";
    }
  }

  private static class Stateless implements Configured {}

  private static class WithField implements Configured {
    private final int field;

    WithField(int field) {
      this.field = field;
    }

    int field() {
      return field;
    }
  }

  private static final class Described extends WithField {
    Described(int field) {
      super(field);
    }

    @Override
    public String describe() {
      return "described " + field();
    }
  }

  private static final Part PART =
      new Part(3, Kind.TWO, new Inner(0.5, Optional.empty()), List.of(2, 1));

  @Test
  void settings_record_areItsComponents() {
    assertEquals(
        Map.of(
            "name", "Part",
            "count", "3",
            "kind", "TWO",
            "inner", "Inner",
            "inner.weight", "0.5",
            "list", "[2, 1]"),
        PART.settings());
  }

  @Test
  void settings_partInAPart_areBehindItsName() {
    Whole whole =
        new Whole(
            new Part(1, Kind.ONE, new Inner(1, Optional.of("x")), List.of()),
            Set.of(Kind.TWO, Kind.ONE),
            Duration.ofSeconds(2));
    Map<String, String> settings = whole.settings();
    assertEquals("Part", settings.get("part"));
    assertEquals("x", settings.get("part.inner.label"));
    assertEquals("[ONE, TWO]", settings.get("kinds"), "a set has no order of its own");
    assertEquals("PT2S", settings.get("time"));
    assertFalse(settings.containsKey("part.name"));
  }

  @Test
  void settings_classWithoutFields_areItsName() {
    assertEquals(Map.of("name", "Stateless"), new Stateless().settings());
    assertTrue(Settings.areKnown(new Stateless()));
  }

  @Test
  void settings_classWithFields_areNotKnownUnlessItSaysThem() {
    assertEquals(Map.of(), new WithField(1).settings());
    assertFalse(Settings.areKnown(new WithField(1)));
    assertEquals(Map.of(), new Described(1).settings());
    assertTrue(Settings.areKnown(new Described(1)));
    assertTrue(Settings.unknown(new WithField(1)).getMessage().contains("override its settings()"));
  }

  @Test
  void settings_function_isRefusedUnlessThePartDescribesItself() {
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> new OfFunction(String::length).settings());
    assertTrue(error.getMessage().contains("'function'"), error.getMessage());
    assertEquals(Map.of(), new DescribedFunction(String::length).settings());
    assertThrows(
        InvalidInputException.class, () -> Settings.named("a").with("part", new WithField(1)));
  }

  @Test
  void with_partOfProseOnly_keepsItsProse() {
    assertEquals(
        Map.of("name", "a", "part", "Described", "part.description", "described 4"),
        Settings.named("a").with("part", new Described(4)).toMap());
  }

  @Test
  void with_nothing_isLeftOut() {
    assertEquals(
        Map.of("name", "a"),
        Settings.named("a").with("b", null).with("c", Optional.empty()).toMap());
  }

  @Test
  void with_partsInAList_areNumbered() {
    assertEquals(
        Map.of(
            "name",
            "a",
            "parts",
            "2",
            "parts.0",
            "Stateless",
            "parts.1",
            "Inner",
            "parts.1.weight",
            "2.0"),
        Settings.named("a")
            .with("parts", List.of(new Stateless(), new Inner(2, Optional.empty())))
            .toMap());
    assertThrows(
        InvalidInputException.class,
        () -> Settings.named("a").with("parts", Set.of(new Stateless())));
  }

  @Test
  void with_array_isItsElements() {
    assertEquals(
        "[1.5, 2.0]", Settings.named("a").with("b", new double[] {1.5, 2}).toMap().get("b"));
  }

  @Test
  void withComponents_defaults_areLeftOut() {
    Part defaults = new Part(3, Kind.ONE, new Inner(0.5, Optional.of("x")), List.of(2, 1));
    assertEquals(
        Map.of("name", "Part", "kind", "TWO", "inner.label", "none"),
        Settings.named("Part").withComponents(PART, defaults).toMap());
    assertEquals(Map.of("name", "Part"), Settings.named("Part").withComponents(PART, PART).toMap());
  }

  @Test
  void with_sortedSet_keepsItsOrder() {
    Set<Integer> set = new TreeSet<>(List.of(10, 9));
    assertEquals("[9, 10]", Settings.named("a").with("b", set).toMap().get("b"));
  }
}
