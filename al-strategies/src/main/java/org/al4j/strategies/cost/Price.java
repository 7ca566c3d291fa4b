package org.al4j.strategies.cost;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.al4j.core.data.Instance;
import org.al4j.core.query.AnnotationTime;
import org.al4j.core.settings.Configured;
import org.al4j.core.settings.Settings;

/**
 * What labelling an instance costs, in a unit of one's choice: finite and above 0. It serves {@link
 * org.al4j.core.query.Budget#cost}, {@link org.al4j.strategies.stopping.Stopping#maximumCost}, and
 * the strategies of this package.
 */
public interface Price extends ToDoubleFunction<Instance>, Configured {
  /**
   * The price after some annotations were timed; this one unless it learns from them.
   *
   * @param times in the order of the answers
   */
  default Price after(List<AnnotationTime> times) {
    return this;
  }

  /** The same for every instance. */
  static Price constant(double price) {
    return new Linear("constant", instance -> 1, 0, price);
  }

  /**
   * By the number of tokens: {@code base + perToken * tokens}.
   *
   * @param name of the tokenizer, for the run's record
   */
  static Price tokens(String name, ToIntFunction<Instance> tokens, double base, double perToken) {
    return new Linear(name, tokens, perToken, base);
  }

  /** By the number of words between blanks: {@code base + perWord * words}. */
  static Price words(double base, double perWord) {
    return tokens("words", TextStatistics::words, base, perWord);
  }

  /**
   * The seconds that an instance is expected to take, learnt while people label: before each query
   * {@link LearnedPrice} is fitted to the times measured so far.
   *
   * @param first what an instance costs until then
   * @param enough how many times it takes to learn from them, at least 1
   */
  static Price learntWhileLabelling(Price first, int enough) {
    return new GrowingPrice(first, enough);
  }

  /** A base price and a price for each unit. */
  record Linear(String name, ToIntFunction<Instance> units, double perUnit, double base)
      implements Price {
    /** Refuses negative prices and a price of nothing. */
    public Linear {
      if (!(perUnit >= 0 && base >= 0 && perUnit + base > 0) || Double.isInfinite(perUnit + base)) {
        throw new IllegalArgumentException(
            "prices must be finite, not negative and not both 0, found "
                + base
                + " and "
                + perUnit);
      }
    }

    @Override
    public double applyAsDouble(Instance instance) {
      return base + perUnit * units.applyAsInt(instance);
    }

    @Override
    public String describe() {
      return String.format(Locale.ROOT, "%s + %s per unit of %s", base, perUnit, name);
    }

    @Override
    public Map<String, String> settings() {
      return Settings.named("Linear")
          .with("units", name)
          .with("perUnit", perUnit)
          .with("base", base)
          .toMap();
    }
  }
}
