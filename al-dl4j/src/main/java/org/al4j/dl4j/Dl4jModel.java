package org.al4j.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.InstanceBlocks;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.models.kind.AnnotationKind;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A trained network of Deeplearning4j. LOGITS {@code [n, C]} are the output layer's numbers before
 * its activation, EMBEDDING {@code [n, d]} is its input, the rest follows from LOGITS. The outputs
 * of members are passes in training mode, with dropout and noise by a seed of the fit: the same
 * calls give the same numbers. Batch normalisation takes the block's own mean and variance there.
 *
 * <p>Texts are read in blocks of {@value #BLOCK}. Calls from several threads wait for each other.
 * Weights lie in native memory until {@link #close}; arrays of Deeplearning4j that a pass leaves
 * behind, until the garbage collector comes.
 *
 * @param <A> the kind of annotation
 */
public final class Dl4jModel<A extends Annotation> implements ActiveModel<A> {
  static final int BLOCK = 128;

  private final Parts<A> parts;
  private final Noise noise;
  private final TextFeatures features;
  private final boolean ownsFeatures;
  private final Dl4jNetwork network;
  private final int width;
  private volatile boolean closed;

  /** What a model consists of. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Parts<A extends Annotation>(
      AnnotationKind<A> kind,
      LabelSpace labels,
      NetworkPlan plan,
      float[] parameters,
      ValueScale scale) {}

  /** How many passes in training mode, 0 where they would be equal, and the seed of their noise. */
  record Noise(int passes, long seed) {}

  Dl4jModel(Parts<A> parts, Noise noise, TextFeatures features, boolean ownsFeatures) {
    this.parts = parts;
    this.noise = noise;
    this.features = features;
    this.ownsFeatures = ownsFeatures;
    this.width = parts.kind.width(parts.labels);
    this.network =
        NetworkThread.run(
            () ->
                parts.plan.scoring(
                    Nd4j.create(parts.parameters, new long[] {1, parts.parameters.length}, 'c')));
  }

  /**
   * Reads a model whose features are not saved with it, or are elsewhere by now.
   *
   * @param features equal in their settings to those that it was trained with; closed with the
   *     model
   * @throws IOException if a file cannot be read
   * @throws org.al4j.core.InvalidInputException if the folder holds no such model, or the features
   *     are others
   */
  public static Dl4jModel<?> load(Path dir, TextFeatures features) throws IOException {
    return Dl4jFiles.read(dir, features);
  }

  @Override
  public Class<A> kind() {
    return parts.kind.type();
  }

  @Override
  public LabelSpace labels() {
    return parts.labels;
  }

  @Override
  public Set<Output> offers() {
    return Dl4jLearner.offers(parts.kind, noise.passes > 0);
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    if (!offers().containsAll(wanted)) {
      throw new IllegalArgumentException(
          "this network offers " + offers() + ", asked for " + wanted);
    }
    requireOpen();
    InstanceBlocks.forEach(
        xs,
        BLOCK,
        (block, first) -> {
          try (Outputs outputs = Outputs.ofTables(first, block, tables(first, block, wanted))) {
            sink.accept(outputs);
          }
        });
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<A>> sink) {
    requireOpen();
    Output output = parts.kind.said();
    InstanceBlocks.forEach(
        xs,
        BLOCK,
        (block, first) -> {
          FloatTable table = tables(first, block, Set.of(output)).get(output);
          float[] said = Objects.requireNonNull(table, output.name()).values();
          for (int i = 0; i < block.size(); i++) {
            sink.accept(parts.kind.prediction(block.get(i), said, i * width, parts.labels));
          }
        });
  }

  private Map<Output, FloatTable> tables(int first, List<Instance> block, Set<Output> wanted) {
    Map<Output, FloatTable> tables = new TreeMap<>();
    if (wanted.isEmpty()) {
      return tables;
    }
    List<FloatTable> rows = NetworkInput.read(features, block);
    boolean members = wanted.contains(parts.kind.saidByMembers());
    boolean plain = wanted.size() > (members ? 1 : 0);
    int n = block.size();
    if (plain) {
      Dl4jNetwork.Pass pass = pass(rows, wanted.contains(Output.EMBEDDING));
      for (Output output : wanted) {
        if (output.equals(Output.EMBEDDING)) {
          tables.put(output, FloatTable.matrix(pass.embedding(), n, pass.embedding().length / n));
        } else if (output.equals(Output.LOGITS)) {
          tables.put(output, FloatTable.matrix(pass.scores(), n, width));
        } else if (output.equals(parts.kind.said())) {
          tables.put(output, table(output, said(pass.scores()), n, width));
        }
      }
    }
    if (members) {
      float[] all = noisy(first, rows);
      tables.put(
          parts.kind.saidByMembers(),
          table(parts.kind.saidByMembers(), all, noise.passes, n, width));
    }
    return tables;
  }

  /** As many sizes as the output has axes: numbers have none for the classes. */
  private static FloatTable table(Output output, float[] values, long... sizes) {
    return new FloatTable(values, Arrays.copyOf(sizes, output.axes().size()));
  }

  private float[] said(float[] scores) {
    float[] outward = scores.clone();
    parts.scale.outward(outward);
    return parts.kind.said(outward, width);
  }

  private synchronized Dl4jNetwork.Pass pass(List<FloatTable> rows, boolean embedding) {
    requireOpen();
    return NetworkThread.run(
        () -> {
          try (NetworkInput x = NetworkInput.of(rows, features.shape())) {
            return network.pass(x, embedding);
          }
        });
  }

  /** {@code [m, n, C]}. */
  private synchronized float[] noisy(int first, List<FloatTable> rows) {
    requireOpen();
    Seeds seeds = new Seeds(noise.seed);
    int size = rows.size() * width;
    float[] all = new float[noise.passes * size];
    return NetworkThread.run(
        () -> {
          try (NetworkInput x = NetworkInput.of(rows, features.shape())) {
            for (int m = 0; m < noise.passes; m++) {
              float[] scores = network.noisyPass(x, seeds.seed("pass " + m, first)).scores();
              System.arraycopy(said(scores), 0, all, m * size, size);
            }
            return all;
          }
        });
  }

  /** A copy of the weights, {@code [P]}, in Deeplearning4j's order. */
  float[] parameters() {
    return parts.parameters.clone();
  }

  /**
   * Writes the model: its configuration as Deeplearning4j's JSON, weights, labels, and the features
   * if they have a format.
   */
  @Override
  public void save(Path dir) throws IOException {
    requireOpen();
    Dl4jFiles.write(dir, parts, noise, features);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      network.close();
      if (ownsFeatures) {
        features.close();
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
  }
}
