package org.al4j.models.regression;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FitProgress;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.settings.Settings;

/**
 * Trains ridge regression: {@code min sum (y - w.x - b)^2 + strength ||w||^2}, the bias {@code b}
 * free, solved exactly by Cholesky's decomposition of the centred normal equations (Hoerl and
 * Kennard 1970), or, with fewer instances than features, of their dual. Seed, warm start and
 * validation data are not used, and the order of the labelled instances does not matter.
 *
 * <p><b>Needs</b>: numbers as labels; of each text its words, or attributes that are numbers.
 *
 * <p><b>Cost</b>: {@code O(n m^2)} at most, {@code m} the smaller of the numbers of features and of
 * instances, in double precision on the calling thread, with {@code m^2 / 2} numbers of memory:
 * meant for up to some thousand of either.
 *
 * <p><b>Source</b>: Hoerl and Kennard 1970, Ridge Regression: Biased Estimation for Nonorthogonal
 * Problems; Saunders et al. 1998, Ridge Regression Learning Algorithm in Dual Variables.
 *
 * <p><b>Departures</b>: none.
 */
public final class RidgeLearner implements Learner<RealValue, RidgeRegressor> {
  /** How many features the words of a text are hashed to, unless another number is given. */
  static final int HASHED_WORDS = 2048;

  private final Features features;
  private final double strength;

  private RidgeLearner(Features features, double strength) {
    this.features = features;
    this.strength = strength;
  }

  /**
   * A learner.
   *
   * @param strength of the penalty, positive and finite, in the unit of a sum of squared features;
   *     scikit-learn's {@code alpha}
   */
  public static RidgeLearner of(Features features, double strength) {
    if (!(strength > 0 && Double.isFinite(strength))) {
      throw new IllegalArgumentException(
          "a ridge's strength must be positive and finite, found " + strength);
    }
    return new RidgeLearner(features, strength);
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("RidgeLearner")
        .with("features", features)
        .with("strength", strength)
        .toMap();
  }

  @Override
  public String describe() {
    return "ridge regression on " + features.describe() + " (strength " + strength + ")";
  }

  @Override
  public Set<Output> offers() {
    return RidgeRegressor.OFFERS;
  }

  @Override
  public boolean computesInJava() {
    return true;
  }

  /**
   * Trains a model.
   *
   * @throws InvalidInputException if nothing is labelled or an instance lacks a feature
   */
  @Override
  public RidgeRegressor fit(
      List<Labelled<RealValue>> labelled, FitContext<RealValue, RidgeRegressor> context) {
    if (labelled.isEmpty()) {
      throw new InvalidInputException(
          "nothing to learn from: a fit needs at least 1 labelled instance, found 0");
    }
    // the order of the sums, and so their last bits, must not depend on the order of the list
    List<Labelled<RealValue>> ordered =
        labelled.stream().sorted(Comparator.comparing(item -> item.instance().id())).toList();
    RidgeRegressor model = solve(ordered);
    context.progress().accept(new FitProgress(1, 1, model.meanSquaredError(ordered)));
    return model;
  }

  private RidgeRegressor solve(List<Labelled<RealValue>> items) {
    int size = features.size();
    double[] center = new double[size];
    double target = 0;
    double[] x = new double[size];
    for (Labelled<RealValue> item : items) {
      features.read(item.instance(), x);
      for (int j = 0; j < size; j++) {
        center[j] += x[j] / items.size();
      }
      target += item.annotation().value() / items.size();
    }
    double[] weights = items.size() < size ? dual(items, target) : normal(items, center, target);
    double bias = target;
    for (int j = 0; j < size; j++) {
      bias -= weights[j] * center[j];
    }
    return new RidgeRegressor(features, weights, bias);
  }

  private double[] normal(List<Labelled<RealValue>> items, double[] center, double target) {
    double[] x = new double[center.length];
    NormalEquations equations = new NormalEquations(x.length, strength);
    for (Labelled<RealValue> item : items) {
      features.read(item.instance(), x);
      for (int j = 0; j < x.length; j++) {
        x[j] -= center[j];
      }
      equations.add(x, item.annotation().value() - target);
    }
    return equations.solve();
  }

  private double[] dual(List<Labelled<RealValue>> items, double target) {
    double[] x = new double[features.size()];
    DualEquations equations = new DualEquations(x.length, strength);
    for (Labelled<RealValue> item : items) {
      features.read(item.instance(), x);
      equations.add(x, item.annotation().value() - target);
    }
    return equations.solve();
  }
}
