package org.al4j.models.internal.start;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.internal.architecture.Architectures;
import org.al4j.models.internal.architecture.Spelling;
import org.al4j.models.internal.engine.kernel.Shapes;
import org.al4j.models.internal.engine.run.Network;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.tensor.Tensor;

/**
 * The tensors that training starts from: the encoder's from a checkpoint, the head's anew or from
 * there too. What is drawn is as BERT initialises: weights from N(0, 0.02), biases zero, gains of
 * layer normalisations one. A pooler belongs to the body, and is drawn where the checkpoint has
 * none.
 */
public final class FreshHead implements Function<String, Tensor> {
  private static final double DEVIATION = 0.02;

  private final Spelling spelling;
  private final Checkpoint checkpoint;
  private final SplittableRandom random;
  private final boolean keeps;
  private final Map<String, long[]> shapes = new HashMap<>();

  /**
   * Tensors for a new model, its head anew.
   *
   * @param network the model, of the checkpoint's architecture
   */
  public FreshHead(Network network, Checkpoint checkpoint, long seed) {
    this(network, checkpoint, seed, false);
  }

  /**
   * Tensors for a model that keeps what the checkpoint has of its head.
   *
   * @param network the model, of the checkpoint's architecture
   */
  public static FreshHead whereMissing(Network network, Checkpoint checkpoint, long seed) {
    return new FreshHead(network, checkpoint, seed, true);
  }

  private FreshHead(Network network, Checkpoint checkpoint, long seed, boolean keeps) {
    this.keeps = keeps;
    this.spelling = Architectures.of(checkpoint.config()).spelling();
    this.checkpoint = checkpoint;
    this.random = new SplittableRandom(seed);
    for (Parameter parameter : network.parameters()) {
      parameter.tensors().forEach(name -> shapes.put(name, parameter.tensorShape()));
    }
  }

  /** A tensor by its name without prefix. */
  @Override
  public Tensor apply(String name) {
    return isDrawn(name) ? draw(name) : checkpoint.tensor(name);
  }

  /** The names of the tensors that are drawn, sorted. */
  public SortedSet<String> drawn() {
    SortedSet<String> names = new TreeSet<>(shapes.keySet());
    names.removeIf(name -> !isDrawn(name));
    return names;
  }

  private boolean isDrawn(String name) {
    return (spelling.isHead(name) && !keeps) || !checkpoint.has(name);
  }

  private Tensor draw(String name) {
    long[] shape = Objects.requireNonNull(shapes.get(name), name);
    float[] values = new float[(int) Shapes.length(shape)];
    if (shape.length == 1) {
      Arrays.fill(values, name.endsWith(".weight") ? 1 : 0);
    } else {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (DEVIATION * random.nextGaussian());
      }
    }
    return new Tensor(shape, values);
  }
}
