package org.al4j.study.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.StoppingCriterion;
import org.al4j.core.query.Budget;
import org.al4j.strategies.stopping.Stopping;

/**
 * A study's amounts for its pool, in numbers.
 *
 * @param first how many texts or tokens are labelled at random first
 * @param batch how many each round asks
 * @param tokens whether tokens are counted
 */
public record QuerySizes(int first, int batch, boolean tokens) {
  /**
   * The numbers.
   *
   * @throws InvalidInputException if one amount is of texts and the other of tokens, if texts have
   *     no words, or if the pool is smaller than the rounds ask
   */
  public static QuerySizes of(
      QueryAmount initial, QueryAmount batch, int rounds, List<Instance> pool) {
    if (initial.isTokens() != batch.isTokens()) {
      throw InvalidInputException.ofSettings(
          "{initial} and {batch} must both be in texts or both in tokens, found %s and %s",
          initial, batch);
    }
    boolean tokens = initial.isTokens();
    if (tokens && QueryAmount.tokens(pool) == 0) {
      throw InvalidInputException.ofSettings(
          "{initial} in tokens is for sentences with tags, whose words are counted, found %s; give a"
              + " number of texts",
          initial);
    }
    QuerySizes sizes = new QuerySizes(initial.of(pool), batch.of(pool), tokens);
    long wanted = sizes.first + (long) rounds * sizes.batch;
    long all = tokens ? QueryAmount.tokens(pool) : pool.size();
    if (wanted > all) {
      throw InvalidInputException.ofSettings(
          "pool too small: initial %s + %s rounds x %s = %s %s wanted, %s in the pool;"
              + " lower {initial}, {rounds} or {batch}",
          sizes.first, rounds, sizes.batch, wanted, tokens ? "tokens" : "instances", all);
    }
    return sizes;
  }

  /** What the first query may take. */
  public Budget firstBudget() {
    return budget(first);
  }

  /** What each other query may take. */
  public Budget batchBudget() {
    return budget(batch);
  }

  private Budget budget(int amount) {
    return tokens ? Budget.tokens(amount, x -> x.words().size()) : Budget.items(amount);
  }

  /** Stops when so many rounds have been labelled; a query that is too long for it is cut. */
  public StoppingCriterion maximum(int rounds) {
    return tokens
        ? Stopping.maximumTokens(first + (long) rounds * batch, x -> x.words().size())
        : Stopping.maximumLabels(first + rounds * batch);
  }

  /** Whether these are the labels of the first query alone. */
  public boolean isFirst(List<? extends Labelled<?>> labelled) {
    if (!tokens) {
      return labelled.size() == first;
    }
    long sum = 0;
    int longest = 0;
    for (Labelled<?> item : labelled) {
      sum += item.instance().words().size();
      longest = Math.max(longest, item.instance().words().size());
    }
    return sum - longest < first;
  }

  /** The rounds with what was to be labelled by each, so that those of all runs are comparable. */
  public List<Iteration> counted(List<Iteration> history) {
    if (!tokens) {
      return history;
    }
    List<Iteration> counted = new ArrayList<>();
    for (Iteration one : history) {
      counted.add(
          new Iteration(
              one.round(),
              first + one.round() * batch,
              one.unlabelled(),
              one.skipped(),
              one.scores(),
              one.selectSeconds(),
              one.fitSeconds(),
              one.evaluateSeconds(),
              one.fitLoss(),
              one.losses()));
    }
    return counted;
  }

  /** What is counted, in words: {@code labels} or {@code tokens}. */
  public String counted() {
    return tokens ? "tokens" : "labels";
  }

  /** The lines of a recipe: how much is labelled, and in tokens that it is. */
  public Map<String, String> recipe(int rounds) {
    Map<String, String> recipe = new LinkedHashMap<>();
    String unit = tokens ? " tokens, the sentence that crosses it included" : "";
    recipe.put("labels", first + " at random, then " + rounds + " rounds of " + batch + unit);
    if (tokens) {
      recipe.put("counted in", counted());
    }
    return recipe;
  }
}
