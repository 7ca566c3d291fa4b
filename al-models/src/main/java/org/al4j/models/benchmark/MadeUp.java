package org.al4j.models.benchmark;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.al4j.models.checkpoint.Head;
import org.al4j.models.checkpoint.ModelConfig;
import org.al4j.models.internal.architecture.Design;
import org.al4j.models.internal.architecture.TensorNames;
import org.al4j.models.internal.engine.kernel.Shapes;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.internal.engine.run.Weights;
import org.al4j.models.tensor.Tensor;

/** Weights that nobody trained, for measuring. */
public final class MadeUp {
  private MadeUp() {}

  /** All from N(0, 0.02), gains of layer norms around one; a function of the seed. */
  public static Weights weights(ModelConfig config, int classes, long seed) {
    Map<String, long[]> shapes = new HashMap<>();
    Design design = new Design(config, Head.SEQUENCE_CLASSIFICATION, classes);
    for (Parameter parameter : Parameter.of(design)) {
      parameter.tensors().forEach(name -> shapes.put(name, parameter.tensorShape()));
    }
    shapes.put(TensorNames.WORD, new long[] {config.vocabulary(), config.embedding()});
    shapes.put(TensorNames.POSITION, new long[] {config.positions(), config.embedding()});
    shapes.put(TensorNames.TYPE, new long[] {config.typeVocabulary(), config.embedding()});
    SplittableRandom random = new SplittableRandom(seed);
    return new Weights(design, name -> tensor(name, shapes.get(name), random));
  }

  private static Tensor tensor(String name, long[] shape, SplittableRandom random) {
    boolean gain = shape.length == 1 && name.endsWith("weight");
    float[] values = new float[(int) Shapes.length(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((gain ? 1 : 0) + 0.02 * random.nextGaussian());
    }
    return new Tensor(shape, values);
  }
}
