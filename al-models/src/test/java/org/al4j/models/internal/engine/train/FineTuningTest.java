package org.al4j.models.internal.engine.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.al4j.core.InvalidInputException;
import org.al4j.core.model.FitProgress;
import org.al4j.models.internal.Rows;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Scorer;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.run.WeightCopy;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.training.EarlyStopping;
import org.al4j.models.training.EarlyStopping.Metric;
import org.al4j.models.training.Layers;
import org.al4j.models.training.Optimizer;
import org.al4j.models.training.RateSchedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Epochs, accumulation, early stopping and cancellation. */
class FineTuningTest {
  private static final int EPOCHS = 8;

  private final List<FitProgress> steps = new ArrayList<>();
  private final List<Map<String, Tensor>> ends = new ArrayList<>();

  private static FineTuning.Settings settings(int accumulation, Optional<EarlyStopping> stopping) {
    return new FineTuning.Settings(
        EPOCHS,
        2,
        accumulation,
        5e-3,
        RateSchedule.constant(),
        Optimizer.adamW(),
        1,
        Layers.all(),
        stopping,
        7);
  }

  /** Labels without rhyme or reason, so that training makes held-out loss worse. */
  private static List<Example> examples(Golden golden, int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int[] ids = random.ints(6, 1, golden.config().vocabulary()).toArray();
      examples.add(Example.of(new Sequence(ids, null), random.nextInt(3), Golden.CLASSES));
    }
    return examples;
  }

  private void run(Engine engine, FineTuning.Settings settings, BooleanSupplier cancelled)
      throws IOException {
    Golden golden = Golden.of("distilbert/seqcls");
    FineTuning.Watcher watcher =
        new FineTuning.Watcher(steps::add, () -> ends.add(engine.tensors()), cancelled);
    new FineTuning(engine, settings, watcher)
        .run(new FineTuning.Data(examples(golden, 7, 1), examples(golden, 9, 2)));
  }

  private static double quality(Engine engine, Golden golden, Metric metric) {
    List<Example> heldOut = examples(golden, 9, 2);
    List<Sequence> sequences = heldOut.stream().map(Example::sequence).toList();
    float[] logits =
        new Scorer(engine, 3).score(sequences, new Scorer.Request(true, 0, 0)).logits();
    float[] p = Rows.softmax(logits, 3, 1);
    double sum = 0;
    for (int i = 0; i < 9; i++) {
      int label = Rows.argmax(heldOut.get(i).target(), 0, 3);
      boolean right = Rows.argmax(p, 3 * i, 3) == label;
      sum += metric == Metric.LOSS ? Math.log(p[3 * i + label]) : right ? 1 : 0;
    }
    return sum;
  }

  private static void assertBits(Map<String, Tensor> want, Map<String, Tensor> got) {
    assertEquals(want.keySet(), got.keySet());
    want.forEach(
        (name, tensor) -> assertArrayEquals(tensor.values(), got.get(name).values(), name));
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void run_earlyStopping_restoresTheBestEpochBitForBit(Metric metric) throws IOException {
    Golden golden = Golden.of("distilbert/seqcls");
    EarlyStopping stopping = new EarlyStopping(3, .5, metric);
    try (Engine engine = golden.engine(2, true)) {
      run(engine, settings(1, Optional.of(stopping)), () -> false);
      int best = 0;
      double most = Double.NEGATIVE_INFINITY;
      for (int epoch = 0; epoch < ends.size(); epoch++) {
        double quality;
        try (Engine then = Engine.create(golden.graphs(), 3, ends.get(epoch)::get)) {
          quality = quality(then, golden, metric);
        }
        if (quality > most) {
          most = quality;
          best = epoch;
        }
      }
      assertEquals(Math.min(EPOCHS, best + 1 + 3), ends.size(), "patience of 3 after the best");
      assertTrue(ends.size() < EPOCHS && best < ends.size() - 1, "the run did stop early");
      assertBits(ends.get(best), engine.tensors());
    }
  }

  @Test
  void take_laterWeights_restoredInsteadOfTheFirst() throws IOException {
    Golden golden = Golden.of("distilbert/seqcls");
    try (Engine engine = golden.engine(1, true)) {
      WeightCopy copy = new WeightCopy(engine.weights());
      run(engine, settings(1, Optional.empty()), () -> steps.size() == 2);
      Map<String, Tensor> second = engine.tensors();
      copy.take(engine.weights());
      run(engine, settings(1, Optional.empty()), () -> steps.size() == 4);
      Map<String, Tensor> third = engine.tensors();
      copy.restore(engine.weights());
      assertBits(second, engine.tensors());
      assertFalse(
          Arrays.equals(
              second.get("classifier.weight").values(), third.get("classifier.weight").values()));
    }
  }

  @Test
  void run_cancelledWithEarlyStopping_leavesTheBestCompleteEpoch() throws IOException {
    Golden golden = Golden.of("distilbert/seqcls");
    EarlyStopping patient = new EarlyStopping(100, .5, Metric.LOSS);
    try (Engine engine = golden.engine(1, true)) {
      run(engine, settings(1, Optional.of(patient)), () -> steps.size() == 6); // 4 an epoch
      assertEquals(6, steps.size());
      assertEquals(1, ends.size());
      assertBits(ends.get(0), engine.tensors());
    }
  }

  @Test
  void run_cancelled_leavesTheLastUpdateWithAllRowsCaughtUp() throws IOException {
    Golden golden = Golden.of("distilbert/seqcls");
    Map<String, Tensor> left;
    try (Engine engine = golden.engine(1, true)) {
      run(engine, settings(1, Optional.empty()), () -> steps.size() == 4);
      left = engine.tensors();
    }
    assertBits(ends.get(0), left);
  }

  @Test
  void run_sameSeed_sameBits() throws IOException {
    Golden golden = Golden.of("distilbert/seqcls");
    try (Engine one = golden.engine(2, true);
        Engine two = golden.engine(2, true)) {
      run(one, settings(2, Optional.empty()), () -> false);
      run(two, settings(2, Optional.empty()), () -> false);
      assertBits(one.tensors(), two.tensors());
    }
  }

  @Test
  void run_accumulation_makesFewerUpdates() throws IOException {
    Golden golden = Golden.of("distilbert/seqcls");
    try (Engine engine = golden.engine(2, true)) {
      run(engine, settings(3, Optional.empty()), () -> false); // 7 examples, 6 an update
      assertEquals(2 * EPOCHS, steps.size());
      assertEquals(2 * EPOCHS, steps.get(0).steps());
      assertEquals(EPOCHS, ends.size());
    }
  }

  @Test
  void run_rateBeyondReason_saysThatItDiverged() throws IOException {
    Golden golden = Golden.of("distilbert/seqcls");
    FineTuning.Settings s = settings(1, Optional.empty());
    FineTuning.Settings wild =
        new FineTuning.Settings(
            2, 2, 1, 1e38, s.schedule(), s.optimizer(), 1, s.layers(), s.earlyStopping(), 7);
    try (Engine engine = golden.engine(1, true)) {
      String message =
          assertThrows(InvalidInputException.class, () -> run(engine, wild, () -> false))
              .getMessage();
      assertTrue(message.startsWith("training diverged: the loss is NaN after update"), message);
    }
  }
}
