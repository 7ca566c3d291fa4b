package org.al4j.strategies.named;

import java.util.Map;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.settings.Parameters;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.uncertainty.Entropy;

/**
 * Provides the strategy {@code entropy}. Parameters: {@code base} (e or 2), {@code normalised}
 * (false or true).
 */
public final class EntropyProvider extends Described {
  /** For the service loader. */
  public EntropyProvider() {
    super(
        "entropy",
        "where the distribution over the classes is most spread",
        "Shannon 1948; Settles 2009",
        "O(C) a candidate, a logarithm a class");
  }

  @Override
  public QueryStrategy create(Map<String, String> parameters) {
    Parameters given = Parameters.of(name(), parameters, "base", "normalised");
    Entropy.Base base =
        given.oneOf("base", "e", "2").equals("2") ? Entropy.Base.TWO : Entropy.Base.E;
    boolean normalised = given.flag("normalised", false);
    return Strategies.pointwise(new Entropy(base, normalised));
  }
}
