package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.model.Output;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.StrategyProvider;
import org.al4j.strategies.Strategies;
import org.junit.jupiter.api.Test;

class SmallestLargestProviderTest {
  @Test
  void named_strategyOfAThirdParty_isFound() {
    QueryStrategy strategy = Strategies.named("smallest-largest");

    assertEquals(Set.of(Output.PROBABILITIES), strategy.needs());
    List<String> known = Strategies.known().stream().map(StrategyProvider::name).toList();
    assertTrue(known.contains("smallest-largest"), known::toString);
  }

  @Test
  void named_unknownName_isRefusedAndListsIt() {
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> Strategies.named("largest-smallest"));

    assertTrue(error.getMessage().contains("unknown strategy 'largest-smallest'"));
    assertTrue(error.getMessage().contains(", smallest-largest, "), error::getMessage);
  }
}
