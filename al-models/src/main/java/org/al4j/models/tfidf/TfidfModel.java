package org.al4j.models.tfidf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.InfluenceModel;
import org.al4j.core.model.InstanceBlocks;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.models.kind.AnnotationKind;

/** What TF-IDF models of one class and of several have in common: all but the link. */
abstract sealed class TfidfModel<A extends Annotation>
    implements ActiveModel<A>, InfluenceModel<A>, TextReader
    permits TfidfClassifier, TfidfMultiLabelClassifier {
  private static final int BLOCK = 256;

  private final TfidfParts parts;
  private final AnnotationKind<A> kind;
  private final ReadCount read = new ReadCount();
  private volatile boolean closed;

  TfidfModel(TfidfParts parts, AnnotationKind<A> kind) {
    this.parts = parts;
    this.kind = kind;
  }

  static Set<Output> offers(AnnotationKind<?> kind) {
    return Set.of(Output.LOGITS, kind.said(), Output.GRADIENT_NORM);
  }

  /** The label space it was trained with: the column order of its outputs. */
  @Override
  public LabelSpace labels() {
    return parts.labels();
  }

  /** The terms, in the order of the features. */
  public List<String> terms() {
    return vocabulary().terms();
  }

  /** A copy of the weights, {@code [V, C]} by rows. */
  float[] weights() {
    return parts.weights().clone();
  }

  /** A copy of the biases, {@code [C]}. */
  float[] biases() {
    return parts.biases().clone();
  }

  Vocabulary vocabulary() {
    return parts.vocabulary();
  }

  TfidfParts parts() {
    return parts;
  }

  @Override
  public Class<A> kind() {
    return kind.type();
  }

  AnnotationKind<A> annotationKind() {
    return kind;
  }

  /**
   * The texts that this model has read, and those without a known term; a text counts each time.
   */
  @Override
  public TextsRead textsRead() {
    return read.get();
  }

  /** The count, for the learner. */
  ReadCount read() {
    return read;
  }

  @Override
  public Set<Output> offers() {
    return offers(kind);
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    if (!offers().containsAll(wanted)) {
      throw new IllegalArgumentException(
          "a TF-IDF model offers " + offers() + ", asked for " + wanted);
    }
    checkOpen();
    InstanceBlocks.forEach(xs, BLOCK, (block, first) -> emit(first, block, wanted, sink));
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<A>> sink) {
    checkOpen();
    int classes = labels().size();
    InstanceBlocks.forEach(
        xs,
        BLOCK,
        (block, first) -> {
          float[] said = kind.said(logits(block), classes); // [n, C]
          for (int i = 0; i < block.size(); i++) {
            sink.accept(kind.prediction(block.get(i), said, i * classes, labels()));
          }
        });
  }

  @Override
  public void save(Path dir) throws IOException {
    checkOpen();
    TfidfFiles.write(this, dir);
  }

  /** Makes further use an error; there is nothing native to free. */
  @Override
  public void close() {
    closed = true;
  }

  private void emit(int first, List<Instance> block, Set<Output> wanted, Consumer<Outputs> sink) {
    Map<Output, FloatTable> tables = new TreeMap<>();
    if (!wanted.isEmpty()) {
      float[] logits = logits(block); // [n, C]
      for (Output output : wanted) {
        tables.put(output, table(output, block, logits));
      }
    }
    try (Outputs outputs = Outputs.ofTables(first, block, tables)) {
      sink.accept(outputs);
    }
  }

  private FloatTable table(Output output, List<Instance> block, float[] logits) {
    int classes = labels().size();
    if (output.equals(Output.LOGITS)) {
      return FloatTable.matrix(logits, block.size(), classes);
    }
    float[] said = kind.said(logits, classes);
    if (output.equals(kind.said())) {
      return FloatTable.matrix(said, block.size(), classes);
    }
    double[][] targets = new double[block.size()][];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = kind.certain(kind.predicted(said, i * classes, labels()), labels());
    }
    double[] squares = squaredGradients(block, said, targets);
    float[] norms = new float[squares.length];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = (float) Math.sqrt(squares[i]);
    }
    return FloatTable.vector(norms);
  }

  @Override
  public double[] selfInfluence(List<Labelled<A>> examples) {
    checkOpen();
    double[] all = new double[examples.size()];
    for (int from = 0; from < all.length; from += BLOCK) {
      List<Labelled<A>> part = examples.subList(from, Math.min(all.length, from + BLOCK));
      List<Instance> block = part.stream().map(Labelled::instance).toList();
      double[][] targets =
          part.stream()
              .map(item -> kind.certain(item.annotation(), labels()))
              .toArray(double[][]::new);
      float[] said = kind.said(logits(block), labels().size());
      double[] squares = squaredGradients(block, said, targets);
      System.arraycopy(squares, 0, all, from, squares.length);
    }
    return all;
  }

  /** {@code |p - target|^2 (|x|^2 + 1)}: the gradient is an outer product. */
  private double[] squaredGradients(List<Instance> block, float[] said, double[][] targets) {
    SparseRows rows = parts.rows(block);
    int classes = labels().size();
    double[] squares = new double[block.size()];
    for (int i = 0; i < squares.length; i++) {
      double error = 0;
      for (int k = 0; k < classes; k++) {
        double difference = said[i * classes + k] - targets[i][k];
        error += difference * difference;
      }
      double norm = 1;
      for (int e = rows.offsets()[i]; e < rows.offsets()[i + 1]; e++) {
        norm += rows.values()[e] * rows.values()[e];
      }
      squares[i] = error * norm;
    }
    return squares;
  }

  private float[] logits(List<Instance> block) {
    SparseRows rows = parts.rows(block);
    read.add(rows);
    return parts.logits(rows);
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("this model is closed");
    }
  }
}
