package org.al4j.strategies.cost;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;
import org.al4j.core.query.Utility;
import org.al4j.strategies.internal.Names;
import org.al4j.strategies.internal.TopRanking;

/**
 * Selects what returns most for its price.
 *
 * <p><b>Utility</b>: {@code ROI(x) = v(x) / price(x)} with {@code v = (u - min u) / (max u - min
 * u)} over the candidates, 1 for all where they are equal; in {@code [0, 1 / cheapest]}, larger is
 * selected first.
 *
 * <p><b>Needs</b>: what {@code u} needs.
 *
 * <p><b>Cost</b>: one pass and a price for each candidate; eight bytes a candidate.
 *
 * <p><b>Source</b>: the lecture "Active Learning"; Settles et al. 2008, Active Learning with Real
 * Annotation Costs.
 *
 * <p><b>Departures</b>: none.
 *
 * @param utility larger is more worth labelling
 * @param price above 0
 */
public record ReturnOnInvestment(Utility utility, Price price) implements QueryStrategy {
  /** Refuses nulls. */
  public ReturnOnInvestment {
    Objects.requireNonNull(utility, "utility");
    Objects.requireNonNull(price, "price");
  }

  @Override
  public String describe() {
    return "ReturnOnInvestment(" + Names.of(utility) + ", " + price.describe() + ")";
  }

  @Override
  public Set<Output> needs() {
    return utility.needs();
  }

  @Override
  public Set<Class<? extends Annotation>> kinds() {
    return utility.kinds();
  }

  @Override
  public Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
    if (candidates.size() == 0) {
      return new Selection(List.of());
    }
    double[] u = new double[candidates.size()];
    int[] filled = {0};
    model.forward(candidates, utility.needs(), block -> filled[0] = score(block, u, filled[0]));
    if (filled[0] != u.length) {
      throw new InvalidInputException(
          "a model must give outputs for every candidate: "
              + u.length
              + " wanted, "
              + filled[0]
              + " received; check the model's forward pass");
    }
    normalise(u, candidates);
    Price now = price.after(context.times());
    TopRanking<Instance> ranking = new TopRanking<>(budget);
    for (int i = 0; i < u.length; i++) {
      Instance instance = candidates.get(i);
      ranking.add(instance, u[i] / price(now, instance), () -> instance);
    }
    return ranking.selection();
  }

  private int score(Outputs block, double[] u, int from) {
    double[] scores = new double[block.size()];
    utility.score(block, scores);
    int count = Math.min(scores.length, u.length - from);
    System.arraycopy(scores, 0, u, from, count);
    return from + scores.length;
  }

  private static void normalise(double[] u, Candidates candidates) {
    double least = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < u.length; i++) {
      if (!Double.isFinite(u[i])) {
        throw new InvalidInputException(
            "the utility of instance '"
                + candidates.get(i).id()
                + "' must be finite to be compared with its price, found "
                + u[i]);
      }
      least = Math.min(least, u[i]);
      largest = Math.max(largest, u[i]);
    }
    for (int i = 0; i < u.length; i++) {
      u[i] = largest > least ? (u[i] - least) / (largest - least) : 1;
    }
  }

  /** A price, which must be finite and above 0. */
  static double price(Price price, Instance instance) {
    double value = price.applyAsDouble(instance);
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new InvalidInputException(
          "the price of instance '"
              + instance.id()
              + "' must be positive and finite, found "
              + value
              + "; give a base price");
    }
    return value;
  }
}
