package org.al4j.models.tfidf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.Blocks;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.InfluenceModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.TextClassifier;
import org.al4j.models.internal.Rows;
import org.al4j.models.tokenize.TextReader;
import org.al4j.models.tokenize.TextsRead;

/**
 * A trained TF-IDF classifier. Offers LOGITS {@code [n, C]} ({@code W'x + b}), PROBABILITIES {@code
 * [n, C]}, their softmax, and GRADIENT_NORM {@code [n]}: {@code |p - onehot| sqrt(|x|^2 + 1)} over
 * weights and biases. Texts without a known term get the biases' probabilities. Holds Java arrays
 * only; may be used from several threads at once.
 */
public final class TfidfClassifier
    implements TextClassifier, InfluenceModel<ClassLabel>, TextReader {
  /** The file that tells a saved model of this kind: its settings, labels and vocabulary. */
  public static final String FILE = "tfidf.json";

  static final Set<Output> OFFERS =
      Set.of(Output.LOGITS, Output.PROBABILITIES, Output.GRADIENT_NORM);
  private static final int BLOCK = 256;

  private final TfidfSettings settings;
  private final LabelSpace labels;
  private final Vocabulary vocabulary;
  private final float[] weights; // [V, C]
  private final float[] biases; // [C]
  private final ReadCount read = new ReadCount();
  private volatile boolean closed;

  TfidfClassifier(
      TfidfSettings settings,
      LabelSpace labels,
      Vocabulary vocabulary,
      float[] weights,
      float[] biases) {
    this.settings = settings;
    this.labels = labels;
    this.vocabulary = vocabulary;
    this.weights = weights.clone();
    this.biases = biases.clone();
  }

  /** Rounds to float32 at once, so that a model and its saved copy give the same numbers. */
  static TfidfClassifier of(
      TfidfSettings settings, LabelSpace labels, Vocabulary vocabulary, double[] solution) {
    float[] weights = new float[vocabulary.size() * labels.size()];
    float[] biases = new float[labels.size()];
    for (int j = 0; j < weights.length; j++) {
      weights[j] = (float) solution[j];
    }
    for (int k = 0; k < biases.length; k++) {
      biases[k] = (float) solution[weights.length + k];
    }
    return new TfidfClassifier(settings, labels, vocabulary, weights, biases);
  }

  /**
   * Reads a model that {@link #save} wrote.
   *
   * @throws IOException if a file cannot be read
   * @throws org.al4j.core.InvalidInputException if a file is not what {@link #save} writes
   */
  public static TfidfClassifier load(Path dir) throws IOException {
    return TfidfFiles.read(dir);
  }

  /** The label space it was trained with: the column order of its outputs. */
  @Override
  public LabelSpace labels() {
    return labels;
  }

  /** The terms, in the order of the features. */
  public List<String> terms() {
    return vocabulary.terms();
  }

  /** A copy of the weights, {@code [V, C]} by rows. */
  float[] weights() {
    return weights.clone();
  }

  /** A copy of the biases, {@code [C]}. */
  float[] biases() {
    return biases.clone();
  }

  TfidfSettings settings() {
    return settings;
  }

  Vocabulary vocabulary() {
    return vocabulary;
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
    return OFFERS;
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    if (!OFFERS.containsAll(wanted)) {
      throw new IllegalArgumentException(
          "a TF-IDF model offers " + OFFERS + ", asked for " + wanted);
    }
    Set<Output> kinds = wanted.isEmpty() ? new TreeSet<>() : new TreeSet<>(wanted);
    checkOpen();
    Blocks.forEach(xs, BLOCK, (block, first) -> emit(first, block, kinds, sink));
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<ClassLabel>> sink) {
    checkOpen();
    Blocks.forEach(
        xs,
        BLOCK,
        (block, first) -> {
          float[] probabilities = Rows.softmax(logits(block), labels.size(), 1); // [n, C]
          for (int i = 0; i < block.size(); i++) {
            sink.accept(prediction(block.get(i), probabilities, i * labels.size()));
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

  private void emit(int first, List<Instance> block, Set<Output> kinds, Consumer<Outputs> sink) {
    Map<Output, FloatTable> tables = new TreeMap<>();
    if (!kinds.isEmpty()) {
      float[] logits = logits(block); // [n, C]
      for (Output kind : kinds) {
        tables.put(kind, table(kind, block, logits));
      }
    }
    try (Outputs outputs = Outputs.ofTables(first, block, tables)) {
      sink.accept(outputs);
    }
  }

  private FloatTable table(Output kind, List<Instance> block, float[] logits) {
    int classes = labels.size();
    if (kind.equals(Output.LOGITS)) {
      return FloatTable.matrix(logits, block.size(), classes);
    }
    if (kind.equals(Output.PROBABILITIES)) {
      return FloatTable.matrix(Rows.softmax(logits, classes, 1), block.size(), classes);
    }
    int[] predicted = new int[block.size()];
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = Rows.argmax(logits, i * classes, classes);
    }
    double[] squares = squaredGradients(block, logits, predicted);
    float[] norms = new float[squares.length];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = (float) Math.sqrt(squares[i]);
    }
    return FloatTable.vector(norms);
  }

  @Override
  public double[] selfInfluence(List<Labelled<ClassLabel>> examples) {
    checkOpen();
    double[] all = new double[examples.size()];
    for (int from = 0; from < all.length; from += BLOCK) {
      List<Labelled<ClassLabel>> part = examples.subList(from, Math.min(all.length, from + BLOCK));
      List<Instance> block = part.stream().map(Labelled::instance).toList();
      int[] classes =
          part.stream().mapToInt(item -> labels.index(item.annotation().name())).toArray();
      double[] squares = squaredGradients(block, logits(block), classes);
      System.arraycopy(squares, 0, all, from, squares.length);
    }
    return all;
  }

  /** {@code |p - onehot|^2 (|x|^2 + 1)}: the gradient is an outer product. */
  private double[] squaredGradients(List<Instance> block, float[] logits, int[] targets) {
    SparseRows rows = vocabulary.rows(block);
    float[] probabilities = Rows.softmax(logits, labels.size(), 1); // [n, C]
    double[] squares = new double[block.size()];
    for (int i = 0; i < squares.length; i++) {
      double error = 0;
      for (int k = 0; k < labels.size(); k++) {
        double difference = probabilities[i * labels.size() + k] - (k == targets[i] ? 1 : 0);
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
    SparseRows rows = vocabulary.rows(block);
    read.add(rows);
    int classes = labels.size();
    float[] logits = new float[block.size() * classes]; // [n, C]
    double[] row = new double[classes];
    for (int i = 0; i < block.size(); i++) {
      for (int k = 0; k < classes; k++) {
        row[k] = biases[k];
      }
      for (int e = rows.offsets()[i]; e < rows.offsets()[i + 1]; e++) {
        int start = rows.columns()[e] * classes;
        double value = rows.values()[e];
        for (int k = 0; k < classes; k++) {
          row[k] += value * weights[start + k];
        }
      }
      for (int k = 0; k < classes; k++) {
        logits[i * classes + k] = (float) row[k];
      }
    }
    return logits;
  }

  private Prediction<ClassLabel> prediction(Instance x, float[] probabilities, int start) {
    double[] row = new double[labels.size()]; // [C]
    for (int k = 0; k < row.length; k++) {
      row[k] = probabilities[start + k];
    }
    int best = Rows.argmax(probabilities, start, row.length);
    return new Prediction<>(x, new ClassLabel(labels.name(best)), row);
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("this model is closed");
    }
  }
}
