package org.al4j.models.head;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.io.Beside;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.InfluenceModel;
import org.al4j.core.model.InstanceBlocks;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.text.TextEmbedder;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.kind.ProblemType;

/**
 * A trained head: {@code z = W h + b} of the vectors {@code h [d]} of an embedder. Offers EMBEDDING
 * {@code [n, d]}, {@code h} as it is, and
 *
 * <ul>
 *   <li>of one class for a text: LOGITS {@code [n, C]}, PROBABILITIES {@code [n, C]}, their
 *       softmax, and GRADIENT_NORM {@code [n]}, {@code |p - onehot| sqrt(|h|^2 + 1)} over weights
 *       and biases at the predicted class;
 *   <li>of any number of classes: LOGITS, INDEPENDENT_PROBABILITIES {@code [n, C]}, the sigmoid of
 *       each, and GRADIENT_NORM; predicted are the classes that reach the threshold;
 *   <li>of a number: VALUE {@code [n]};
 *   <li>with members, what each says: MEMBER_PROBABILITIES or MEMBER_INDEPENDENT_PROBABILITIES
 *       {@code [m, n, C]}, or MEMBER_VALUES {@code [m, n]}. Predictions and all other outputs are
 *       those of the head that was trained on all examples.
 * </ul>
 *
 * <p>It reads through its learner's embedder, which is closed with the learner; one that was loaded
 * has an embedder of its own and closes it. May be used from several threads at once.
 *
 * @param <A> the kind of annotation it predicts
 */
public final class HeadModel<A extends Annotation>
    implements ActiveModel<A>, InfluenceModel<A>, TextReader {
  private static final int BLOCK = 1024;

  private final Parts<A> parts;
  private final HeadVectors vectors;
  private final boolean ownsVectors;
  private volatile boolean closed;

  /** What it consists of, besides its vectors. */
  record Parts<A extends Annotation>(
      AnnotationKind<A> kind, LabelSpace labels, HeadOptions options, HeadWeights weights) {}

  HeadModel(Parts<A> parts, HeadVectors vectors, boolean ownsVectors) {
    this.parts = parts;
    this.vectors = vectors;
    this.ownsVectors = ownsVectors;
  }

  /**
   * Reads a model that {@link #save} wrote, with an embedder of your own; {@link
   * org.al4j.core.model.Models#load} reads those whose encoder goes by a name or was saved with
   * them.
   *
   * @param embedder equal in its settings to the one it was trained with; closed with the model
   * @throws IOException if a file cannot be read
   * @throws org.al4j.core.InvalidInputException if a file is not what {@link #save} writes, or the
   *     embedder is another
   */
  public static HeadModel<?> load(Path dir, TextEmbedder embedder) throws IOException {
    return Beside.read(dir, folder -> HeadFiles.read(folder, HeadVectors.of(embedder)));
  }

  static Set<Output> offers(AnnotationKind<?> kind, HeadOptions options) {
    Set<Output> all = new TreeSet<>(Set.of(kind.said(), Output.EMBEDDING));
    if (kind.problem() != ProblemType.REGRESSION) {
      all.add(Output.LOGITS);
      all.add(Output.GRADIENT_NORM);
    }
    if (options.members() > 0) {
      all.add(kind.saidByMembers());
    }
    return Collections.unmodifiableSet(all);
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
    return offers(parts.kind, parts.options);
  }

  /** Those of the encoder; texts whose vectors were kept are not read again. */
  @Override
  public TextsRead textsRead() {
    return TextReader.of(vectors.embedder());
  }

  /** A copy of the weights, {@code [C, d]} by rows. */
  public float[] weights() {
    int length = parts.weights.outputs() * parts.weights.width();
    return Arrays.copyOf(parts.weights.weights(), length);
  }

  /** A copy of the biases, {@code [C]}. */
  public float[] biases() {
    return Arrays.copyOf(parts.weights.biases(), parts.weights.outputs());
  }

  /** The {@code C} it was trained with, be it given or found by cross-validation. */
  public double c() {
    return parts.options.c().orElseThrow();
  }

  Parts<A> parts() {
    return parts;
  }

  HeadVectors vectors() {
    return vectors;
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    if (!offers().containsAll(wanted)) {
      throw new IllegalArgumentException("this head offers " + offers() + ", asked for " + wanted);
    }
    requireOpen();
    InstanceBlocks.forEach(
        xs,
        BLOCK,
        (block, first) -> {
          try (Outputs outputs = Outputs.ofTables(first, block, tables(block, wanted))) {
            sink.accept(outputs);
          }
        });
  }

  private Map<Output, FloatTable> tables(List<Instance> block, Set<Output> wanted) {
    Map<Output, FloatTable> tables = new TreeMap<>();
    if (wanted.isEmpty()) {
      return tables;
    }
    float[] x = vectors.read(block);
    float[] scores = parts.weights.scores(x);
    int n = block.size();
    for (Output output : wanted) {
      if (output.equals(Output.EMBEDDING)) {
        tables.put(output, FloatTable.matrix(x, n, parts.weights.width()));
      } else if (output.equals(Output.LOGITS)) {
        tables.put(output, FloatTable.matrix(scores, n, parts.weights.outputs()));
      } else if (output.equals(parts.kind.said())) {
        tables.put(output, table(output, said(scores), n));
      } else if (output.equals(Output.GRADIENT_NORM)) {
        tables.put(output, FloatTable.vector(norms(x, said(scores))));
      } else {
        float[] members = said(parts.weights.memberScores(x));
        tables.put(output, table(output, members, parts.weights.heads() - 1, n));
      }
    }
    return tables;
  }

  /** As many sizes as the output has axes: numbers have none for the classes. */
  private FloatTable table(Output output, float[] values, long... sizes) {
    long[] shape = Arrays.copyOf(sizes, output.axes().size());
    if (shape.length > sizes.length) {
      shape[sizes.length] = parts.weights.outputs();
    }
    return new FloatTable(values, shape);
  }

  private float[] said(float[] scores) {
    return parts.kind.said(scores, parts.weights.outputs());
  }

  private float[] norms(float[] x, float[] said) {
    int outputs = parts.weights.outputs();
    double[][] targets = new double[said.length / outputs][];
    for (int i = 0; i < targets.length; i++) {
      targets[i] =
          parts.kind.certain(parts.kind.predicted(said, i * outputs, parts.labels), parts.labels);
    }
    double[] squares = squaredGradients(x, said, targets);
    float[] norms = new float[squares.length];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = (float) Math.sqrt(squares[i]);
    }
    return norms;
  }

  /** {@code |said - target|^2 (|h|^2 + 1)}: the gradient is an outer product. */
  private double[] squaredGradients(float[] x, float[] said, double[][] targets) {
    int outputs = parts.weights.outputs();
    int width = parts.weights.width();
    double[] squares = new double[targets.length];
    for (int i = 0; i < squares.length; i++) {
      double error = 0;
      for (int k = 0; k < outputs; k++) {
        double difference = said[i * outputs + k] - targets[i][k];
        error += difference * difference;
      }
      double norm = 1;
      for (int j = 0; j < width; j++) {
        norm += (double) x[i * width + j] * x[i * width + j];
      }
      squares[i] = error * norm;
    }
    return squares;
  }

  /**
   * {@inheritDoc} Of a number, the loss is half the squared error. A head has one optimum, so one
   * model is all there is to average over: an example that it contradicts pulls hard.
   */
  @Override
  public double[] selfInfluence(List<Labelled<A>> examples) {
    requireOpen();
    double[] all = new double[examples.size()];
    for (int from = 0; from < all.length; from += BLOCK) {
      List<Labelled<A>> part = examples.subList(from, Math.min(all.length, from + BLOCK));
      float[] x = vectors.read(part.stream().map(Labelled::instance).toList());
      double[][] targets =
          part.stream()
              .map(item -> parts.kind.certain(item.annotation(), parts.labels))
              .toArray(double[][]::new);
      double[] squares = squaredGradients(x, said(parts.weights.scores(x)), targets);
      System.arraycopy(squares, 0, all, from, squares.length);
    }
    return all;
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<A>> sink) {
    requireOpen();
    int outputs = parts.weights.outputs();
    InstanceBlocks.forEach(
        xs,
        BLOCK,
        (block, first) -> {
          float[] said = said(parts.weights.scores(vectors.read(block))); // [n, C]
          for (int i = 0; i < block.size(); i++) {
            sink.accept(parts.kind.prediction(block.get(i), said, i * outputs, parts.labels));
          }
        });
  }

  /**
   * Writes weights, labels and settings. An encoder that goes by a name is written as that name; of
   * one from a folder a copy is written, so that the model can be read anywhere; an embedder of
   * your own must be given again to {@link #load(Path, TextEmbedder)}.
   */
  @Override
  public void save(Path dir) throws IOException {
    requireOpen();
    HeadFiles.write(this, dir);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      if (ownsVectors) {
        vectors.close();
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this model is closed");
    }
  }
}
