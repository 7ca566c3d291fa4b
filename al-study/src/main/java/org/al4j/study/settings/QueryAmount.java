package org.al4j.study.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;

/**
 * How much one query takes, in words: {@code 100} or {@code 100texts}, {@code 1%} of the pool's
 * texts, {@code 4072tokens}, {@code 2%tokens} of all words of the pool. Tokens are the words of
 * tagged sentences; the sentence that crosses the amount is included. Shares are rounded to the
 * nearest whole number, at least 1.
 */
public final class QueryAmount {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(%?)(texts|tokens)?");
  private static final Pattern TOO_FEW = Pattern.compile("-\\d+|0+");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final String words;
  private final BigDecimal number;
  private final boolean share;
  private final boolean tokens;

  private QueryAmount(String words, BigDecimal number, boolean share, boolean tokens) {
    this.words = words;
    this.number = number;
    this.share = share;
    this.tokens = tokens;
  }

  /**
   * Reads an amount.
   *
   * @param setting what the amount is of, for messages: {@code initial}
   * @throws InvalidInputException if it is none, or 0 or less, or more than all
   */
  public static QueryAmount of(String setting, String words) {
    String plain = words.replace(" ", "");
    if (TOO_FEW.matcher(plain).matches()) {
      throw InvalidInputException.ofSettings(
          "{" + setting + "} must be at least 1, found %s", words);
    }
    Matcher parts = FORM.matcher(plain);
    boolean right = parts.matches();
    boolean share = right && parts.group(2).equals("%");
    BigDecimal number = right ? new BigDecimal(parts.group(1)) : BigDecimal.ZERO;
    boolean whole = share || number.stripTrailingZeros().scale() <= 0;
    if (!right || !whole || number.signum() <= 0 || (share && number.compareTo(HUNDRED) > 0)) {
      throw InvalidInputException.ofSettings(
          "{"
              + setting
              + "} must be an amount such as 100 or 1%% (texts), 4072tokens or 2%%tokens,"
              + " found '%s'",
          words);
    }
    return new QueryAmount(plain, number, share, "tokens".equals(parts.group(3)));
  }

  /** A number of texts. */
  public static QueryAmount texts(String setting, int count) {
    return of(setting, Integer.toString(count));
  }

  /** As {@code study.json} has it: a number, or words. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static QueryAmount ofJson(JsonNode node) {
    if (!node.isTextual() && !(node.isIntegralNumber() && node.canConvertToInt())) {
      throw new InvalidInputException(
          "an amount must be a whole number or words such as 2%tokens, found " + node);
    }
    return of("amount", node.asText());
  }

  /** The same as JSON: a number where it is one. */
  @JsonValue
  Object json() {
    boolean plain = !share && !tokens && words.chars().allMatch(Character::isDigit);
    return plain ? (Object) number.intValueExact() : words;
  }

  /** Whether tokens are counted, not texts. */
  public boolean isTokens() {
    return tokens;
  }

  /** How many texts or tokens of a pool that is. */
  public int of(List<Instance> pool) {
    if (!share) {
      return number.intValueExact();
    }
    long all = tokens ? tokens(pool) : pool.size();
    BigDecimal part = number.multiply(BigDecimal.valueOf(all)).divide(HUNDRED);
    return Math.max(1, part.setScale(0, RoundingMode.HALF_UP).intValueExact());
  }

  /** All words of a pool. */
  static long tokens(List<Instance> pool) {
    return pool.stream().mapToLong(x -> x.words().size()).sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QueryAmount amount
        && tokens == amount.tokens
        && share == amount.share
        && number.compareTo(amount.number) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(number.stripTrailingZeros(), share, tokens);
  }

  /** As it is written. */
  @Override
  public String toString() {
    return words;
  }
}
