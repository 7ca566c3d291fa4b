package org.al4j.models.distil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.al4j.models.Fixtures;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.internal.distil.DistilLoss;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.internal.engine.train.OutputMeasure;
import org.al4j.models.internal.engine.train.Trainer;
import org.al4j.models.training.Layers;
import org.al4j.models.training.Optimizer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The objective's gradient with respect to a student's weights against finite differences. */
class DistillationTermsTest {
  @ParameterizedTest
  @CsvSource({
    "bert/base, pooled",
    "bert/base, cosine",
    "bert/base, hidden",
    "bert/base, embedding",
    "bert/base, attention",
    "bert/base, query-key",
    "bert/base, value-value",
    "bert/seqcls, soft-cross-entropy",
    "bert/seqcls, kl",
    "bert/seqcls, mse-logits",
    "bert/seqcls, mse-probabilities",
    "bert/tokcls, kl",
    "gpt2/base, pooled hidden",
    "bert/seqcls, kl pooled attention",
    "bert/mlm, masked-lm kl"
  })
  void gradients_ofEachLoss_equalFiniteDifferences(String teacher, String losses) {
    Map<DistillationLoss, Double> weights = new TreeMap<>();
    for (String loss : losses.split(" ")) {
      weights.put(DistillationLoss.of(loss), 0.7 + weights.size());
    }
    DistillationSettings settings =
        DistillationSettings.DEFAULT
            .withLayers(StudentLayers.chosen(List.of(0)))
            .withLosses(weights);
    try (Checkpoint checkpoint = Checkpoint.open(Fixtures.path("models/" + teacher))) {
      TeacherAndStudent models = TeacherAndStudent.of(checkpoint, settings);
      try (Engine knows = models.teacherEngine();
          Engine learns = models.studentEngine()) {
        DistilLoss loss = new DistilLoss(knows, DistillationTerms.of(models, settings));
        new Check(learns, loss).all();
      }
    }
  }

  private record Check(Engine engine, DistilLoss loss) {
    void all() {
      Trainer trainer =
          new Trainer(
              engine,
              new Trainer.Options(Optimizer.adamW(), Layers.all(), false, 1, false, 2),
              loss);
      double value = trainer.gradients(examples(), 0);
      assertEquals(value, new OutputMeasure(engine, loss).of(examples(), 3), 1e-5 * value);
      int checked = 0;
      for (Map.Entry<String, float[]> one : trainer.gradientTensors().entrySet()) {
        checked += one(trainer, one.getKey(), one.getValue());
      }
      assertTrue(checked >= 2, "only " + checked + " numbers were looked at");
    }

    private static List<Example> examples() {
      int[][] ids = {{2, 57, 58, 60, 3}, {2, 59, 3}, {2, 61, 57, 57, 62, 70, 3}};
      return Arrays.stream(ids)
          .map(one -> Example.ofTokens(new Sequence(one, null), labels(one)))
          .toList();
    }

    /** Those of one token in two; only the loss of masked words reads them. */
    private static int[] labels(int[] ids) {
      int[] labels = ids.clone();
      for (int i = 0; i < labels.length; i += 2) {
        labels[i] = Example.IGNORED;
      }
      return labels;
    }

    /** The number of a tensor with the largest gradient. */
    private int one(Trainer trainer, String name, float[] gradient) {
      Optional<Parameter> parameter =
          engine.weights().parameters().stream()
              .filter(p -> p.tensors().contains(name))
              .findFirst();
      if (parameter.isEmpty()) {
        return 0; // a table
      }
      int place = 0;
      for (int i = 0; i < gradient.length; i++) {
        place = Math.abs(gradient[i]) > Math.abs(gradient[place]) ? i : place;
      }
      int at = parameter.get().tensors().indexOf(name) * gradient.length + place;
      FloatBuffer buffer = engine.weights().buffer(parameter.get());
      float before = buffer.get(at);
      float step = 2e-3f;
      buffer.put(at, before + step);
      double above = trainer.gradients(examples(), 0);
      buffer.put(at, before - step);
      double below = trainer.gradients(examples(), 0);
      buffer.put(at, before);
      double slope = (above - below) / (2 * step);
      assertEquals(slope, gradient[place], 1e-3 + 5e-3 * Math.abs(slope), name);
      return 1;
    }
  }
}
