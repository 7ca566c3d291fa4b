package org.al4j.strategies.combined;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.DataHash;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FloatRows;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selected;
import org.al4j.core.query.Selection;
import org.al4j.core.settings.Settings;
import org.al4j.strategies.combined.CorrectnessHead.Example;
import org.al4j.strategies.internal.Spending;
import org.al4j.strategies.internal.TopRanking;

/**
 * Selects the instances where the model will be wrong, as a small head on its embeddings tells that
 * was trained on labelled validation data.
 *
 * <p><b>Utility</b>: {@code P(wrong | h(x))}, in (0, 1), larger is selected first. The adaptive
 * form chooses in sub-batches: what was chosen will be labelled and so counts as right, and the
 * head is trained again before the next sub-batch, which removes repeats. Its choices have no
 * utility (NaN), since those of different heads do not compare.
 *
 * <p><b>Needs</b>: PROBABILITIES {@code [n, C]} and EMBEDDING {@code [n, d]}; validation data that
 * the model is not trained on, or it looks better than it is.
 *
 * <p><b>Cost</b>: a pass over the validation data and one over the candidates; {@code O(m d)} a
 * step of descent on {@code m} validation instances. The plain form streams; the adaptive one keeps
 * {@code n d} floats and trains the head once for each sub-batch.
 *
 * <p><b>Source</b>: Monarch 2021 (active transfer learning; adaptive: ATLAS); the lecture "Active
 * Learning".
 *
 * <p><b>Departures</b>: the head is a logistic regression, not a network with a hidden layer: its
 * optimum is unique, so the choice depends on no start.
 */
public final class ActiveTransfer implements QueryStrategy {
  private final List<Labelled<ClassLabel>> validation;
  private final int subBatches;

  private ActiveTransfer(List<Labelled<ClassLabel>> validation, int subBatches) {
    if (validation.isEmpty()) {
      throw new InvalidInputException(
          "active transfer learns from validation data, found none; give some labelled instances"
              + " that the model is not trained on");
    }
    if (subBatches < 1) {
      throw new IllegalArgumentException(
          "the number of sub-batches must be at least 1, found " + subBatches);
    }
    this.validation = List.copyOf(validation);
    this.subBatches = subBatches;
  }

  /** All at once. */
  public static ActiveTransfer plain(List<Labelled<ClassLabel>> validation) {
    return new ActiveTransfer(validation, 1);
  }

  /**
   * In sub-batches.
   *
   * @param subBatches how many a query has, at least 1
   */
  public static ActiveTransfer adaptive(List<Labelled<ClassLabel>> validation, int subBatches) {
    return new ActiveTransfer(validation, subBatches);
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("ActiveTransfer")
        .with("subBatches", subBatches)
        .with("validation", validation.size())
        .with("validation.sha256", DataHash.of(validation))
        .toMap();
  }

  @Override
  public String describe() {
    return "ActiveTransfer("
        + (subBatches == 1 ? "plain" : subBatches + " sub-batches")
        + ", "
        + validation.size()
        + " validation instances)";
  }

  @Override
  public Set<Output> needs() {
    return Set.of(Output.PROBABILITIES, Output.EMBEDDING);
  }

  @Override
  public Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
    if (candidates.size() == 0) {
      return new Selection(List.of());
    }
    List<Example> examples = judge(model, context.labels());
    return subBatches == 1
        ? plainly(model, candidates, budget, CorrectnessHead.train(examples))
        : adaptively(model, candidates, budget, examples);
  }

  /** Where the model is wrong on the validation data. */
  private List<Example> judge(AcquisitionModel model, LabelSpace labels) {
    List<Example> examples = new ArrayList<>();
    List<Instance> instances = validation.stream().map(Labelled::instance).toList();
    model.forward(
        instances,
        needs(),
        block -> {
          float[][] p = rows(block, Output.PROBABILITIES);
          float[][] h = rows(block, Output.EMBEDDING);
          for (int i = 0; i < h.length; i++) {
            int gold = labels.index(validation.get(examples.size()).annotation().name());
            examples.add(new Example(h[i], FloatRows.argmax(p[i], 0, p[i].length) != gold));
          }
        });
    requireAll(validation.size(), examples.size());
    return examples;
  }

  private static Selection plainly(
      AcquisitionModel model, Candidates candidates, Budget budget, CorrectnessHead head) {
    TopRanking<Instance> ranking = new TopRanking<>(budget);
    model.forward(
        candidates,
        Set.of(Output.EMBEDDING),
        block -> {
          float[][] h = rows(block, Output.EMBEDDING);
          for (int i = 0; i < h.length; i++) {
            Instance instance = block.instances().get(i);
            ranking.add(instance, head.wrong(h[i]), () -> instance);
          }
        });
    requireAll(candidates.size(), ranking.seen());
    return ranking.selection();
  }

  private Selection adaptively(
      AcquisitionModel model, Candidates candidates, Budget budget, List<Example> examples) {
    List<float[]> embeddings = new ArrayList<>(candidates.size());
    model.forward(
        candidates,
        Set.of(Output.EMBEDDING),
        block -> embeddings.addAll(Arrays.asList(rows(block, Output.EMBEDDING))));
    requireAll(candidates.size(), embeddings.size());
    int size = Math.max(1, (Spending.expected(candidates, budget) + subBatches - 1) / subBatches);
    Spending spending = new Spending(budget);
    BitSet taken = new BitSet();
    List<Selected> chosen = new ArrayList<>();
    while (chosen.size() < embeddings.size()) {
      CorrectnessHead head = CorrectnessHead.train(examples);
      for (int position : best(head, embeddings, taken, size)) {
        Instance instance = candidates.get(position);
        if (!spending.takes(instance)) {
          return new Selection(chosen);
        }
        taken.set(position);
        chosen.add(new Selected(instance, Double.NaN));
        examples.add(new Example(embeddings.get(position), false));
      }
    }
    return new Selection(chosen);
  }

  private static int[] best(
      CorrectnessHead head, List<float[]> embeddings, BitSet taken, int size) {
    double[] wrong = embeddings.stream().mapToDouble(head::wrong).toArray();
    return IntStream.range(0, wrong.length)
        .filter(position -> !taken.get(position))
        .boxed()
        .sorted(Comparator.comparingDouble(position -> -wrong[position]))
        .limit(size)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static float[][] rows(Outputs block, Output output) {
    float[] flat = block.floats(output); // [n, d]
    int width = flat.length / block.size();
    float[][] rows = new float[block.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
    }
    return rows;
  }

  private static void requireAll(int wanted, int received) {
    if (wanted != received) {
      throw new InvalidInputException(
          "a model must give outputs for every instance: "
              + wanted
              + " wanted, "
              + received
              + " received; check the model's forward pass");
    }
  }
}
