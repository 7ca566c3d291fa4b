package org.al4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.StrategyProvider;
import org.al4j.core.settings.Settings;
import org.junit.jupiter.api.Test;

/**
 * What every provider of a strategy must keep, so that the strategy can be named in a command or a
 * file, listed, and found again when a run goes on. Extend it, implement {@link #provider()}, and
 * the tests are inherited; the strategy itself keeps {@link QueryStrategyContract}.
 */
public abstract class StrategyProviderContract {
  /** The contract's tests are inherited. */
  protected StrategyProviderContract() {}

  /** The provider under test. */
  protected abstract StrategyProvider provider();

  /** Parameters that it makes a strategy of; by default none. */
  protected Map<String, String> parameters() {
    return Map.of();
  }

  @Test
  void name_always_isLowerCaseWithHyphens() {
    assertTrue(provider().name().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*"), provider().name());
  }

  @Test
  void table_always_hasALineForEachColumn() {
    StrategyProvider provider = provider();
    List.of(provider.summary(), provider.needs(), provider.cost(), provider.source())
        .forEach(
            text -> {
              assertFalse(text.isBlank(), provider.name());
              assertEquals(1, text.lines().count(), provider.name() + ": " + text);
            });
  }

  @Test
  void create_equalParameters_givesEqualSettings() {
    QueryStrategy first = provider().create(parameters());
    assertTrue(
        Settings.areKnown(first), "a run that is kept must know what it is set to: settings()");
    assertEquals(first.settings(), provider().create(parameters()).settings());
  }

  @Test
  void create_unknownParameter_isRefusedByName() {
    Map<String, String> more = new HashMap<>(parameters());
    more.put("no-such-parameter", "1");
    String message =
        assertThrows(InvalidInputException.class, () -> provider().create(more)).getMessage();
    assertTrue(message.contains("no-such-parameter"), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void create_anyParameterEmptied_isMadeOrRefusedInOneLine() {
    parameters()
        .forEach(
            (name, value) -> {
              Map<String, String> damaged = new HashMap<>(parameters());
              damaged.put(name, "");
              try {
                provider().create(damaged);
              } catch (InvalidInputException e) {
                assertTrue(e.getMessage().matches(".*(" + name + "|'').*"), e.getMessage());
              }
            });
  }
}
