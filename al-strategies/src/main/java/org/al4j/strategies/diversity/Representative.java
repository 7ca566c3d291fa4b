package org.al4j.strategies.diversity;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.DataHash;
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
import org.al4j.core.settings.Settings;
import org.al4j.strategies.internal.matrix.KMeans;
import org.al4j.strategies.internal.matrix.Matrix;

/**
 * Selects what is most like the texts of a target domain.
 *
 * <p><b>Utility</b>: the lecture's form {@code sim(x, nearest target centre)}, in {@code [-1, 1]};
 * the contrastive form subtracts {@code sim(x, nearest labelled centre)}, in {@code [-2, 2]}
 * (nothing is subtracted while nothing is labelled). Similarities are cosines, centres those of
 * k-means. The mixture with uncertainty of weight w is {@code (1 - w) r + w u}, both scaled to
 * {@code [0, 1]} over the candidates. Larger is selected first.
 *
 * <p><b>Needs</b>: EMBEDDING {@code [n, d]}, of the target's texts too and, for the contrastive
 * form, of the labelled instances (passes of their own); what the uncertainty needs.
 *
 * <p><b>Cost</b>: {@code O((n + m) k d)} for {@code m} target texts, by blocked matrix products;
 * memory {@code (n + m) d} floats.
 *
 * <p><b>Source</b>: the lecture "Active Learning"; Monarch 2021 (the contrastive form).
 *
 * <p><b>Departures</b>: where no target is given, it is the candidates themselves, as in Monarch.
 *
 * @param target texts of the target domain; empty for the candidates
 * @param form which utility
 * @param clusters how many centres the target has, and the labelled instances; the number of texts
 *     where that is smaller
 * @param mix how much of an uncertainty is mixed in
 */
public record Representative(List<Instance> target, Form form, int clusters, Mix mix)
    implements QueryStrategy {
  /** The form of the utility. */
  public enum Form {
    /** Near the target. */
    LECTURE,
    /** Near the target and far from what is labelled. */
    CONTRASTIVE
  }

  /**
   * An uncertainty and its weight.
   *
   * @param uncertainty looked at only if the weight is above 0
   * @param weight in [0, 1]
   */
  public record Mix(Utility uncertainty, double weight) {
    /** Refuses a weight outside [0, 1]. */
    public Mix {
      Objects.requireNonNull(uncertainty, "uncertainty");
      if (!(weight >= 0 && weight <= 1)) {
        throw new IllegalArgumentException("a weight must lie in [0, 1], found " + weight);
      }
    }
  }

  /** Copies the target; refuses fewer than one cluster. */
  public Representative {
    target = List.copyOf(target);
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(mix, "mix");
    if (clusters < 1) {
      throw new IllegalArgumentException(
          "the number of clusters must be at least 1, found " + clusters);
    }
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("Representative")
        .with("target.sha256", target.isEmpty() ? null : DataHash.of(target, List.of()))
        .with("form", form)
        .with("clusters", clusters)
        .with("mix", mix)
        .toMap();
  }

  @Override
  public String describe() {
    return "Representative[target="
        + Texts.describe(target)
        + ", form="
        + form
        + ", clusters="
        + clusters
        + ", mix="
        + mix
        + "]";
  }

  @Override
  public Set<Output> needs() {
    Set<Output> needs = new HashSet<>(Set.of(Output.EMBEDDING));
    if (mix.weight() > 0) {
      needs.addAll(mix.uncertainty().needs());
    }
    return Set.copyOf(needs);
  }

  @Override
  public Set<Class<? extends Annotation>> kinds() {
    return mix.weight() > 0 ? mix.uncertainty().kinds() : Annotation.kinds();
  }

  @Override
  public Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
    Purchase purchase = new Purchase(candidates, budget);
    if (candidates.size() == 0) {
      return purchase.selection();
    }
    double[] uncertainty = new double[candidates.size()];
    Matrix x =
        new Passes(model, Set.of(Output.EMBEDDING), candidates.size())
            .add(candidates, candidates.size(), needs(), block -> score(block, uncertainty))
            .embeddings(Distance.COSINE);
    Matrix t = target.isEmpty() ? x : embeddings(model, target);
    double[] utilities = similarities(x, t, context.random());
    List<Instance> labelled = Passes.labelled(context);
    if (form == Form.CONTRASTIVE && !labelled.isEmpty()) {
      double[] known = similarities(x, embeddings(model, labelled), context.random());
      Arrays.setAll(utilities, i -> utilities[i] - known[i]);
    }
    purchase.takeBest(mix.weight() > 0 ? mixed(utilities, uncertainty) : utilities);
    return purchase.selection();
  }

  private void score(Outputs block, double[] uncertainty) {
    if (mix.weight() > 0) {
      double[] out = new double[block.size()];
      mix.uncertainty().score(block, out);
      System.arraycopy(out, 0, uncertainty, block.first(), out.length);
    }
  }

  private static Matrix embeddings(AcquisitionModel model, List<Instance> instances) {
    return Passes.over(model, instances, Output.EMBEDDING).embeddings(Distance.COSINE);
  }

  private double[] similarities(Matrix x, Matrix others, RandomGenerator random) {
    int k = Math.min(clusters, others.rows());
    float[] centres = KMeans.cluster(others, true, k, random).centres();
    float[] distances = KMeans.distances(x, true, centres);
    double[] out = new double[distances.length];
    Arrays.setAll(out, i -> 1.0 - distances[i]);
    return out;
  }

  private double[] mixed(double[] representative, double[] uncertainty) {
    double[] r = scaled(representative);
    double[] u = scaled(uncertainty);
    double[] out = new double[r.length];
    Arrays.setAll(out, i -> (1 - mix.weight()) * r[i] + mix.weight() * u[i]);
    return out;
  }

  /** To [0, 1]; constant values to 0. */
  static double[] scaled(double[] values) {
    double least = Arrays.stream(values).min().orElse(0);
    double range = Arrays.stream(values).max().orElse(0) - least;
    double[] out = new double[values.length];
    Arrays.setAll(out, i -> range == 0 ? 0 : (values[i] - least) / range);
    return out;
  }
}
