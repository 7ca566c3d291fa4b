package org.al4j.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.StrategyProvider;
import org.al4j.strategies.named.KnownPolicy;
import org.al4j.strategies.named.QueryPlan;
import org.al4j.strategies.uncertainty.Entropy;
import org.junit.jupiter.api.Test;

class StrategiesTest {
  private static String refusal(String description) {
    return assertThrows(InvalidInputException.class, () -> Strategies.named(description))
        .getMessage();
  }

  @Test
  void named_everyKnownName_givesTheStrategyOfItsFactory() {
    assertEquals(Strategies.random(), Strategies.named("random"));
    assertEquals(Strategies.leastConfidence(), Strategies.named("least-confidence"));
    assertEquals(Strategies.margin(), Strategies.named("margin"));
    assertEquals(Strategies.ratio(), Strategies.named(" ratio() "));
    assertEquals(Strategies.entropy(), Strategies.named("entropy"));
  }

  @Test
  void named_parameters_areRead() {
    assertEquals(
        Strategies.pointwise(new Entropy(Entropy.Base.TWO, true)),
        Strategies.named("entropy( base = 2 , normalised=true)"));
  }

  @Test
  void named_unknownName_listsThoseKnown() {
    String known =
        Strategies.known().stream().map(StrategyProvider::name).collect(Collectors.joining(", "));
    assertEquals("unknown strategy 'bold'; known strategies: " + known, refusal("bold"));
  }

  @Test
  void named_unknownParameter_listsThoseKnown() {
    assertEquals(
        "entropy has no parameter 'bases'; nearest: base; known parameters: base, normalised",
        refusal("entropy(bases=2)"));
    assertEquals("margin has no parameter 'base'; it takes none", refusal("margin(base=2)"));
  }

  @Test
  void named_badValue_listsTheChoices() {
    assertEquals("entropy: base must be e or 2, found '10'", refusal("entropy(base=10)"));
  }

  @Test
  void named_malformed_isRefused() {
    for (String text :
        List.of(
            "", "a b", "entropy(", "entropy(base)", "entropy(=2)", "entropy(base=)", "entropy)")) {
      assertTrue(refusal(text).startsWith("a name and its parameters are written"), text);
    }
    assertEquals(
        "parameter 'base' is given twice in 'entropy(base=2,base=e)'",
        refusal("entropy(base=2,base=e)"));
  }

  @Test
  void split_brackets_keepTheirCommas() {
    assertEquals(
        List.of("margin", "entropy(base=2,normalised=true)", "random"),
        Strategies.split("margin, entropy(base=2,normalised=true),random"));
    assertThrows(InvalidInputException.class, () -> Strategies.split("margin,,random"));
    assertThrows(InvalidInputException.class, () -> Strategies.split(""));
  }

  @Test
  void known_all_haveSummaryCostAndSourceInOrderOfName() {
    List<StrategyProvider> known = Strategies.known();
    List<String> names = known.stream().map(StrategyProvider::name).toList();
    assertTrue(
        names.containsAll(List.of("entropy", "least-confidence", "margin", "random", "ratio")));
    assertEquals(names.stream().sorted().toList(), names);
    assertTrue(known.stream().noneMatch(p -> p.summary().isBlank() || p.source().isBlank()));
    assertTrue(known.stream().noneMatch(p -> p.cost().isBlank() || p.needs().isBlank()));
  }

  /** A provider of another project that does not say what it needs. */
  private record Foreign(Function<Map<String, String>, QueryStrategy> maker)
      implements StrategyProvider {
    @Override
    public String name() {
      return "foreign";
    }

    @Override
    public String summary() {
      return "what others prefer";
    }

    @Override
    public String cost() {
      return "nothing";
    }

    @Override
    public String source() {
      return "a test";
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      return maker.apply(parameters);
    }
  }

  @Test
  void needs_notSaid_areThoseWithoutParameters() {
    QueryStrategy badge = Strategies.named("badge");
    assertEquals("PROBABILITIES, EMBEDDING", new Foreign(parameters -> badge).needs());
    assertEquals("nothing", new Foreign(parameters -> Strategies.random()).needs());
    Function<Map<String, String>, QueryStrategy> strict =
        parameters -> {
          throw new InvalidInputException("give a file");
        };
    assertEquals("what its parameters say", new Foreign(strict).needs());
  }

  @Test
  void policies_all_canBeNamed() {
    for (KnownPolicy policy : QueryPlan.policies()) {
      QueryPlan plan = QueryPlan.named(policy.name() + "+margin");
      assertEquals(Strategies.margin(), plan.strategy(), policy.name());
    }
    assertEquals(
        "unknown candidate policy 'some'; known policies: all, random-share, ups, ups-random,"
            + " ups-top, anchors, seals",
        refusalOfPlan("some+margin"));
  }

  private static String refusalOfPlan(String description) {
    return assertThrows(InvalidInputException.class, () -> QueryPlan.named(description))
        .getMessage();
  }

  @Test
  void registry_twoProvidersOfOneName_isRefused() {
    StrategyProvider one = Strategies.known().get(0);
    assertThrows(IllegalStateException.class, () -> new StrategyRegistry(List.of(one, one)));
  }
}
