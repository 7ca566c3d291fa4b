package org.al4j.strategies.diversity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.al4j.core.data.DataHash;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;
import org.al4j.core.settings.Settings;
import org.al4j.strategies.internal.matrix.Matrix;

/**
 * Selects what activates nothing in the model: what it does not know.
 *
 * <p><b>Utility</b>: {@code -(1/d) sum_i rank(z_i)} over the d neurons of the layers looked at,
 * where the rank of an activation among those of the reference texts is 0 below the smallest, 1 at
 * and above the largest, and piecewise linear between; in {@code [-1, 0]}, larger is selected
 * first.
 *
 * <p><b>Needs</b>: the layers, each {@code [n, width]} before its non-linearity: LOGITS,
 * ACTIVATIONS, or both; of the reference texts too (a pass of their own).
 *
 * <p><b>Cost</b>: {@code O(d log m)} an instance for {@code m} reference texts; memory {@code (n +
 * m) d} floats.
 *
 * <p><b>Source</b>: the lecture "Active Learning"; Monarch 2021.
 *
 * <p><b>Departures</b>: where no held-out reference is given, some candidates are drawn as
 * reference; they stay candidates.
 *
 * @param layers LOGITS, ACTIVATIONS or both; EMBEDDING is taken too
 * @param reference held-out unlabelled texts; empty to draw candidates
 * @param sample how many candidates are drawn then, at least 1; all where there are fewer
 */
public record ModelOutliers(Set<Output> layers, List<Instance> reference, int sample)
    implements QueryStrategy {
  private static final Set<Output> POSSIBLE =
      Set.of(Output.LOGITS, Output.ACTIVATIONS, Output.EMBEDDING);

  /** Refuses no layer, other outputs, and a sample below 1. */
  public ModelOutliers {
    layers = Set.copyOf(layers);
    reference = List.copyOf(reference);
    if (layers.isEmpty() || !POSSIBLE.containsAll(layers)) {
      throw new IllegalArgumentException(
          "layers must be one or more of LOGITS, ACTIVATIONS, EMBEDDING; found " + layers);
    }
    if (sample < 1) {
      throw new IllegalArgumentException("the sample must be at least 1, found " + sample);
    }
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("ModelOutliers")
        .with("layers", ordered())
        .with("reference.sha256", reference.isEmpty() ? null : DataHash.of(reference, List.of()))
        .with("sample", sample)
        .toMap();
  }

  @Override
  public String describe() {
    return "ModelOutliers[layers="
        + ordered()
        + ", reference="
        + Texts.describe(reference)
        + ", sample="
        + sample
        + "]";
  }

  private List<Output> ordered() {
    return layers.stream().sorted().toList();
  }

  @Override
  public Set<Output> needs() {
    return layers;
  }

  @Override
  public Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
    Purchase purchase = new Purchase(candidates, budget);
    if (candidates.size() > 0) {
      Output[] kept = layers.toArray(Output[]::new);
      Passes scored = Passes.over(model, candidates, kept);
      List<ActivationRanks> ranks = new ArrayList<>();
      if (reference.isEmpty()) {
        int[] drawn =
            draw(candidates.size(), Math.min(sample, candidates.size()), context.random());
        ordered().forEach(layer -> ranks.add(new ActivationRanks(scored.get(layer).select(drawn))));
      } else {
        Passes known = Passes.over(model, reference, kept);
        ordered().forEach(layer -> ranks.add(new ActivationRanks(known.get(layer))));
      }
      purchase.takeBest(utilities(scored, ranks, candidates.size()));
    }
    return purchase.selection();
  }

  private double[] utilities(Passes scored, List<ActivationRanks> ranks, int count) {
    double[] sums = new double[count];
    int neurons = ranks.stream().mapToInt(ActivationRanks::neurons).sum();
    for (int l = 0; l < ranks.size(); l++) {
      Matrix layer = scored.get(ordered().get(l));
      ActivationRanks known = ranks.get(l);
      layer.forEachBlock(
          b -> {
            for (int i = layer.firstRow(b); i < layer.firstRow(b) + layer.rowsIn(b); i++) {
              sums[i] += known.sum(layer.row(i));
            }
          });
    }
    return Arrays.stream(sums).map(sum -> 0 - sum / neurons).toArray();
  }

  /** Distinct positions, a Fisher-Yates shuffle carried as far as needed. */
  static int[] draw(int count, int wanted, RandomGenerator random) {
    int[] positions = new int[count];
    Arrays.setAll(positions, i -> i);
    for (int i = 0; i < wanted; i++) {
      int drawn = i + random.nextInt(count - i);
      int position = positions[drawn];
      positions[drawn] = positions[i];
      positions[i] = position;
    }
    return Arrays.copyOf(positions, wanted);
  }
}
