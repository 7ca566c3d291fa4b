package org.al4j.strategies.committee;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * What the labels of a batch may turn out to be: configurations of one class for each instance, how
 * probable each is, and what each would make of the members, {@code P(member | configuration)}. All
 * configurations that are possible while they are at most {@code limit}, a sample of {@code limit}
 * afterwards. Memory: {@code limit x m} numbers, three times while an instance is included.
 */
final class Configurations {
  private final int limit;
  private final int members;
  private double[] masses = {1}; // [K], sum 1
  private double[] beliefs; // [K, m], rows sum to 1
  private boolean sampled;

  /** The configuration of the empty batch, which says nothing of the members. */
  Configurations(int members, int limit) {
    this.members = members;
    this.limit = limit;
    this.beliefs = new double[members];
    Arrays.fill(beliefs, 1.0 / members);
  }

  /** How many are held. */
  int size() {
    return masses.length;
  }

  /** Whether some were left out by chance. */
  boolean isSampled() {
    return sampled;
  }

  /**
   * What the label of one more instance would tell about the members, given the labels of the
   * batch: {@code I(y; c | y_1, ..., y_b)}, the mean over the configurations of BALD under their
   * beliefs; in nats, not negative.
   *
   * @param p what the members say of the instance, {@code [m, C]} by rows
   */
  double gain(float[] p) {
    double[] entropies = entropies(p); // [m]
    double[] mean = new double[p.length / members]; // [C]
    double sum = 0;
    for (int c = 0; c < masses.length; c++) {
      mean(p, c, mean);
      double own = 0;
      for (int j = 0; j < members; j++) {
        own += beliefs[c * members + j] * entropies[j];
      }
      sum += masses[c] * (MemberRows.entropy(mean) - own);
    }
    return Math.max(0, sum);
  }

  /**
   * Adds an instance to the batch.
   *
   * @param p what the members say of it, {@code [m, C]} by rows
   * @param random draws the sample, where there are more than {@code limit}
   */
  void include(float[] p, RandomGenerator random) {
    int classes = p.length / members;
    double[] mean = new double[classes];
    int possible = 0;
    double total = 0;
    for (int c = 0; c < masses.length; c++) {
      mean(p, c, mean);
      for (double share : mean) {
        possible += masses[c] * share > 0 ? 1 : 0;
        total += masses[c] * share;
      }
    }
    if (possible <= limit) {
      extend(p, new Extended(possible), share -> share);
    } else {
      sampled = true;
      extend(p, new Extended(limit), new SystematicSample(total / limit, random.nextDouble()));
    }
  }

  /**
   * Takes every configuration with every class.
   *
   * @param share what one counts for of its probability; 0 to leave it out
   */
  private void extend(float[] p, Extended extended, DoubleUnaryOperator share) {
    int classes = p.length / members;
    double[] mean = new double[classes];
    for (int c = 0; c < masses.length; c++) {
      mean(p, c, mean);
      for (int k = 0; k < classes; k++) {
        double mass = share.applyAsDouble(masses[c] * mean[k]);
        if (mass > 0 && extended.count < extended.masses.length) { // rounding may add a mark
          extended.add(mass, c, p, k);
        }
      }
    }
    masses = Arrays.copyOf(extended.masses, extended.count);
    beliefs = Arrays.copyOf(extended.beliefs, extended.count * members);
    double total = Arrays.stream(masses).sum();
    for (int c = 0; c < masses.length; c++) {
      masses[c] /= total;
    }
  }

  /** Configurations with one more class each. */
  private final class Extended {
    private final double[] masses;
    private final double[] beliefs;
    private int count;

    Extended(int most) {
      this.masses = new double[most];
      this.beliefs = new double[most * members];
    }

    /** Configuration {@code c} with class {@code k}; by Bayes' rule. */
    void add(double mass, int c, float[] p, int k) {
      int classes = p.length / members;
      double total = 0;
      for (int j = 0; j < members; j++) {
        double joint = Configurations.this.beliefs[c * members + j] * p[j * classes + k];
        beliefs[count * members + j] = joint;
        total += joint;
      }
      for (int j = 0; j < members; j++) {
        beliefs[count * members + j] /= total;
      }
      masses[count++] = mass;
    }
  }

  /** The members' mean under the beliefs of configuration {@code c}. */
  private void mean(float[] p, int c, double[] mean) {
    Arrays.fill(mean, 0);
    for (int j = 0; j < members; j++) {
      double belief = beliefs[c * members + j];
      for (int k = 0; k < mean.length; k++) {
        mean[k] += belief * p[j * mean.length + k];
      }
    }
  }

  private double[] entropies(float[] p) {
    int classes = p.length / members;
    double[] entropies = new double[members];
    double[] row = new double[classes];
    for (int j = 0; j < members; j++) {
      for (int k = 0; k < classes; k++) {
        row[k] = p[j * classes + k];
      }
      entropies[j] = MemberRows.entropy(row);
    }
    return entropies;
  }
}
