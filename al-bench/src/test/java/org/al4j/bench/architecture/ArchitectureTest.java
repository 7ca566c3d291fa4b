package org.al4j.bench.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.al4j.core.violation.BreaksEveryRule;
import org.al4j.metrics.violation.internal.Hidden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
  static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.al4j");
  private static final JavaClasses VIOLATION =
      new ClassFileImporter().importClasses(BreaksEveryRule.class, Hidden.class);
  private static final List<String> LIBRARIES = List.of("core", "metrics", "strategies", "models");

  /** Each module names what it may use, so nothing uses al-bench, and only al-bench al-cli. */
  private static final Map<String, ArchRule> RULES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("nativecpu", Rules.arrows("nativecpu")),
              Map.entry("core", Rules.arrows("core")),
              Map.entry("metrics", Rules.arrows("metrics", "core")),
              Map.entry("strategies", Rules.arrows("strategies", "core", "metrics")),
              Map.entry("models", Rules.arrows("models", "core")),
              Map.entry("minilm", Rules.arrows("minilm", "core", "models")),
              Map.entry("dl4j", Rules.arrows("dl4j", "core", "models")),
              Map.entry("testkit", Rules.arrows("testkit", "core")),
              Map.entry("jdbc", Rules.arrows("jdbc", "core")),
              Map.entry("llm", Rules.arrows("llm", "core")),
              Map.entry("study", Rules.arrows("study", "core", "metrics", "strategies")),
              Map.entry("examples", Rules.arrows("examples", with(LIBRARIES, "study"))),
              Map.entry(
                  "server",
                  Rules.arrows("server", "core", "metrics", "strategies", "models", "llm")),
              Map.entry(
                  "cli",
                  Rules.arrows("cli", with(LIBRARIES, "study", "examples", "llm", "server"))),
              Map.entry(
                  "bench",
                  Rules.arrows("bench", with(LIBRARIES, "study", "examples", "server", "cli"))),
              Map.entry("classes", Rules.CLASS_LABELS),
              Map.entry("cycles", Rules.NO_CYCLES),
              Map.entry("engine", Rules.ENGINE),
              Map.entry("print", CallRules.PRINT),
              Map.entry("random", CallRules.RANDOM),
              Map.entry("internal", Rules.INTERNAL),
              Map.entry("SameDiff", Rules.SAME_DIFF),
              Map.entry("shaded", Rules.SHADED),
              Map.entry("signatures", Rules.SIGNATURES)));

  private static String[] with(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toArray(String[]::new);
  }

  static Stream<String> rules() {
    return RULES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void rule_ourClasses_holds(String rule) {
    RULES.get(rule).check(OURS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "classes",
        "core",
        "cycles",
        "internal",
        "print",
        "random",
        "SameDiff",
        "shaded",
        "signatures"
      })
  void rule_violation_isSeen(String rule) {
    assertTrue(RULES.get(rule).evaluate(VIOLATION).hasViolation());
  }

  @Test
  void signatures_violation_namesTypeAndTypeArgument() {
    String report = Rules.SIGNATURES.evaluate(VIOLATION).getFailureReport().toString();
    assertTrue(report.contains("guava() shows com.google.common.collect.ImmutableList"), report);
    assertTrue(report.contains("shows org.apache.commons.math3.random.RandomGenerator"), report);
  }

  @Test
  void ourClasses_imported_areThoseOfEveryModule() {
    Set<String> modules = OURS.stream().map(Rules::module).collect(Collectors.toSet());
    assertEquals(
        Set.of(
            "core",
            "metrics",
            "strategies",
            "models",
            "minilm",
            "dl4j",
            "testkit",
            "jdbc",
            "llm",
            "study",
            "examples",
            "server",
            "cli",
            "bench",
            "nativecpu"),
        modules);
  }

  @Test
  void ourClasses_simpleNames_areTheirOwn() {
    Map<String, Set<String>> byName =
        OURS.stream()
            .filter(one -> one.isTopLevelClass() && !one.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    TreeMap::new,
                    Collectors.mapping(JavaClass::getName, Collectors.toSet())));
    byName.values().removeIf(names -> names.size() == 1);
    assertEquals(Map.of(), byName, "two classes of one name");
  }
}
