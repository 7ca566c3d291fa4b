package org.al4j.bench.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever can be extended has a test of its contract for each that we made. */
class ContractsTest {
  private static final Map<String, String> KINDS =
      new TreeMap<>(
          Map.ofEntries(
              kind("core.query.QueryStrategy"),
              kind("core.query.StrategyProvider"),
              kind("core.query.CandidatePolicy"),
              kind("core.query.Utility"),
              kind("core.model.Learner"),
              kind("core.model.LearnerProvider"),
              kind("core.loop.StoppingCriterion"),
              kind("core.loop.Evaluator"),
              kind("core.oracle.Oracle"),
              kind("core.people.Adjudication"),
              kind("core.log.RunStore"),
              kind("core.read.LabelFormat"),
              kind("core.text.TextEmbedder"),
              Map.entry("org.al4j.core.read.internal.RowReader", "org.al4j.testkit.ReaderContract"),
              Map.entry(
                  "org.al4j.models.internal.architecture.Architecture",
                  "org.al4j.models.internal.architecture.ArchitectureContract")));

  /** What keeps no test of its contract, and why. */
  private static final Map<String, String> EXCEPT =
      new TreeMap<>(
          Map.ofEntries(
              except("bench.HeadBenchmark$Vectors", "of one benchmark"),
              except("bench.HeadRoundBenchmark$Drawn", "of one benchmark"),
              except("bench.store.MadeUpEmbedder", "of benchmarks"),
              except("core.loop.NoEvaluator", "has no scores"),
              except("examples.experiment.PseudoLabelScores", "of one experiment"),
              except("testkit.EveryNth", "a fake that knows one kind of budget"),
              except("testkit.TinyMargin", "a fake that knows one kind of budget"),
              except("testkit.RunStoreContract.gold()", "part of a contract"),
              except("core.read.internal.tags.BratRows", "made by its form in its contract"),
              except("core.read.internal.tags.ConllRows", "made by its form in its contract"),
              except("core.read.internal.tags.SpanRows", "made by its form in its contract"),
              except("core.read.internal.tags.TokenRows", "made by its form in its contract"),
              except(
                  "models.head.HeadLearner.of(org.al4j.models.head.HeadEncoder, org.al4j.models.head.HeadOptions)",
                  "as of(..) with an embedder, by name"),
              except(
                  "models.head.HeadMultiLabelLearner.of(org.al4j.models.head.HeadEncoder, org.al4j.models.head.HeadOptions)",
                  "as of(..) with an embedder, by name"),
              except(
                  "models.head.HeadRegressionLearner.of(org.al4j.models.head.HeadEncoder, org.al4j.models.head.HeadOptions)",
                  "as of(..) with an embedder, by name"),
              except(
                  "core.read.Datasets.labelFormat(java.nio.file.Path,"
                      + " org.al4j.core.read.ReadOptions)",
                  "looks up"),
              except(
                  "models.scoring.ScoringBackends.scored(org.al4j.core.model.Learner,"
                      + " java.lang.String)",
                  "gives back the learner that it was given"),
              except("strategies.Strategies.utility(java.lang.String)", "looks up")));

  private static final Contracts CONTRACTS = new Contracts(ArchitectureTest.OURS, KINDS);

  private static Map.Entry<String, String> except(String name, String why) {
    return Map.entry("org.al4j." + name, why);
  }

  private static Map.Entry<String, String> kind(String name) {
    String simple = name.substring(name.lastIndexOf('.') + 1);
    return Map.entry("org.al4j." + name, "org.al4j.testkit." + simple + "Contract");
  }

  static Stream<String> kinds() {
    return KINDS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void kind_everyClass_hasATestOfItsContract(String kind) {
    Set<String> uncovered = CONTRACTS.uncovered(kind);
    uncovered.removeAll(EXCEPT.keySet());
    assertEquals(Set.of(), uncovered, "make each in a subclass of " + KINDS.get(kind));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void kind_everyFactory_hasATestOfItsContract(String kind) {
    Set<String> uncovered = CONTRACTS.uncoveredFactories(kind);
    uncovered.removeAll(EXCEPT.keySet());
    assertEquals(Set.of(), uncovered, "call each in a subclass of " + KINDS.get(kind));
  }

  @Test
  void kinds_andTheirContracts_areThere() {
    Set<String> missing = new TreeSet<>(KINDS.keySet());
    missing.addAll(KINDS.values());
    missing.removeAll(CONTRACTS.names());
    assertEquals(Set.of(), missing);
  }

  @Test
  void tests_ofEveryModule_areThere() {
    Set<String> missing =
        new TreeSet<>(
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
                "study"));
    missing.removeAll(CONTRACTS.modules());
    assertEquals(Set.of(), missing, "compile the tests first: ./mvnw test-compile");
  }

  @Test
  void exceptions_always_areStillUncovered() {
    Set<String> uncovered = new TreeSet<>();
    kinds()
        .forEach(
            kind -> {
              uncovered.addAll(CONTRACTS.uncovered(kind));
              uncovered.addAll(CONTRACTS.uncoveredFactories(kind));
            });
    Set<String> needless = new TreeSet<>(EXCEPT.keySet());
    needless.removeAll(uncovered);
    assertEquals(Set.of(), needless, "no exceptions");
  }
}
