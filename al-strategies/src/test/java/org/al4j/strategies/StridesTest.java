package org.al4j.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selected;
import org.al4j.core.query.StrategyProvider;
import org.al4j.strategies.combined.ActiveTransfer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** What a strategy selects must not depend on how a model's arrays lie in memory. */
class StridesTest {
  private static final LabelSpace LABELS = LabelSpace.of("a", "b", "c");
  private static final List<Instance> TEXTS =
      IntStream.range(0, 60)
          .mapToObj(i -> Instance.ofText(String.format(Locale.ROOT, "t%02d", i), "text " + i))
          .toList();

  /** Equal numbers, stored otherwise. */
  private static final Map<String, UnaryOperator<INDArray>> STORED =
      Map.of(
          "f-order",
          array -> array.dup('f'),
          "permuted",
          StridesTest::permuted,
          "slice",
          StridesTest::slice,
          "doubles",
          array -> array.castTo(DataType.DOUBLE));

  /** The last axis lies first in memory, or of a matrix the columns. */
  private static INDArray permuted(INDArray array) {
    return switch (array.rank()) {
      case 1 -> array;
      case 2 -> array.transpose().dup('c').transpose();
      default -> array.permute(1, 0, 2).dup('c').permute(1, 0, 2);
    };
  }

  /** A part of a larger array that begins and ends with other numbers. */
  private static INDArray slice(INDArray array) {
    long[] larger = array.shape().clone();
    INDArrayIndex[] inner = new INDArrayIndex[larger.length];
    for (int axis = 0; axis < larger.length; axis++) {
      inner[axis] = NDArrayIndex.interval(1, 1 + larger[axis]);
      larger[axis] += 2;
    }
    INDArray view = Nd4j.valueArrayOf(larger, 0.125f, DataType.FLOAT).get(inner);
    view.assign(array);
    return view;
  }

  /** Numbers that only the instance says. */
  private record Model(UnaryOperator<INDArray> stored) implements AcquisitionModel {
    private static final int BLOCK = 23;

    @Override
    public Set<Output> offers() {
      return Set.of(
          Output.PROBABILITIES,
          Output.LOGITS,
          Output.EMBEDDING,
          Output.ACTIVATIONS,
          Output.MEMBER_PROBABILITIES,
          Output.MEMBER_VALUES,
          Output.GRADIENT_NORM);
    }

    @Override
    public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
      List<Instance> all = new ArrayList<>();
      xs.forEach(all::add);
      for (int from = 0; from < all.size(); from += BLOCK) {
        List<Instance> block = all.subList(from, Math.min(all.size(), from + BLOCK));
        Map<Output, INDArray> arrays = new TreeMap<>();
        wanted.forEach(output -> arrays.put(output, stored.apply(array(output, block))));
        sink.accept(Outputs.of(from, block, arrays));
      }
    }

    private static INDArray array(Output output, List<Instance> block) {
      int n = block.size();
      return switch (output.name()) {
        case "PROBABILITIES" -> fill(block, output, n, 3);
        case "MEMBER_PROBABILITIES" -> fill(block, output, 4, n, 3);
        case "MEMBER_VALUES" -> fill(block, output, 4, n);
        case "GRADIENT_NORM" -> fill(block, output, n);
        default -> fill(block, output, n, 5);
      };
    }

    private static INDArray fill(List<Instance> block, Output output, long... shape) {
      INDArray array = Nd4j.create(DataType.FLOAT, shape);
      boolean members = shape.length > 1 && shape[0] == 4 && output.name().startsWith("MEMBER");
      int width =
          output.equals(Output.GRADIENT_NORM) || output.equals(Output.MEMBER_VALUES)
              ? 1
              : (int) shape[shape.length - 1];
      for (int m = 0; m < (members ? 4 : 1); m++) {
        for (int i = 0; i < block.size(); i++) {
          float[] row = row(block.get(i), output, m, width);
          for (int k = 0; k < width; k++) {
            array.putScalar((m * block.size() + i) * (long) width + k, row[k]);
          }
        }
      }
      return array;
    }

    private static float[] row(Instance x, Output output, int member, int width) {
      SplittableRandom random =
          new SplittableRandom(
              x.id().hashCode() * 31L + Output.standard().indexOf(output) * 7L + member);
      float[] row = new float[width];
      double sum = 0;
      for (int k = 0; k < width; k++) {
        row[k] = (float) random.nextDouble(0.01, 1);
        sum += row[k];
      }
      boolean probabilities = output.name().endsWith("PROBABILITIES");
      for (int k = 0; k < width && probabilities; k++) {
        row[k] = (float) (row[k] / sum);
      }
      return row;
    }

    @Override
    public void close() {}
  }

  private static List<String> selected(QueryStrategy strategy, UnaryOperator<INDArray> stored) {
    List<Labelled<ClassLabel>> labelled = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      labelled.add(new Labelled<>(TEXTS.get(i), new ClassLabel(LABELS.name(i % 3))));
    }
    Pool<ClassLabel> pool = Pool.<ClassLabel>unlabelled(TEXTS).label(labelled);
    QueryContext context = new QueryContext(1, new SplittableRandom(3), pool, LABELS);
    return strategy
        .select(new Model(stored), Candidates.all(pool), Budget.items(7), context)
        .items()
        .stream()
        .map((Selected item) -> item.instance().id())
        .toList();
  }

  @Test
  void select_arraysStoredOtherwise_selectsTheSame() {
    List<QueryStrategy> strategies = new ArrayList<>();
    for (StrategyProvider provider : Strategies.known()) {
      try {
        strategies.add(Strategies.named(provider.name()));
      } catch (InvalidInputException e) {
        assertTrue(e.getMessage().contains(provider.name()), "it needs parameters: " + e);
      }
    }
    List<Labelled<ClassLabel>> validation =
        TEXTS.stream().limit(30).map(x -> new Labelled<>(x, new ClassLabel("a"))).toList();
    strategies.add(ActiveTransfer.adaptive(validation, 2));
    int compared = 0;
    for (QueryStrategy strategy : strategies) {
      if (new Model(array -> array).offers().containsAll(strategy.needs())) {
        List<String> plain = selected(strategy, array -> array);
        STORED.forEach(
            (how, stored) ->
                assertEquals(plain, selected(strategy, stored), strategy.describe() + ", " + how));
        compared++;
      }
    }
    assertTrue(compared >= 20, "strategies compared: " + compared);
  }
}
