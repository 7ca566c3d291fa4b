package org.al4j.models.transformer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.InfluenceModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.TextClassifier;
import org.al4j.models.checkpoint.ModelConfig;
import org.al4j.models.checkpoint.Tensor;
import org.al4j.models.internal.OfClasses;
import org.al4j.models.internal.Rows;
import org.al4j.models.tokenize.TextReader;
import org.al4j.models.tokenize.TextsRead;
import org.al4j.models.transformer.internal.Engine;
import org.al4j.models.transformer.internal.Example;
import org.al4j.models.transformer.internal.GradientNorms;
import org.al4j.models.transformer.internal.Scorer;
import org.al4j.models.transformer.internal.Sequence;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A fine-tuned sequence classifier: BERT, DistilBERT, ELECTRA, RoBERTa. Offers LOGITS and
 * PROBABILITIES {@code [n, C]}, EMBEDDING {@code [n, d]} (the vector that the classification layer
 * multiplies), MEMBER_PROBABILITIES {@code [m, n, C]} of {@code m} dropout passes, and
 * GRADIENT_NORM {@code [n]} over all weights, which takes a training pass for each instance. Texts
 * longer than the model reads lose their end, and {@link #textsRead} counts them; or they are an
 * error, if the learner's recipe or the {@link LoadOptions} say so.
 *
 * <p>Holds native memory until {@link #close}. Calls from several threads wait for each other; each
 * call uses all processors. Closing waits for the window of texts in work, after which the call
 * that it interrupts fails with an {@link IllegalStateException}.
 */
public final class TransformerClassifier
    implements TextClassifier, InfluenceModel<ClassLabel>, TextReader, OfClasses {
  static final Set<Output> OFFERS =
      Set.of(
          Output.LOGITS,
          Output.PROBABILITIES,
          Output.EMBEDDING,
          Output.MEMBER_PROBABILITIES,
          Output.GRADIENT_NORM);

  /** Instances that are grouped by length and handed over together. */
  private static final int WINDOW = 1024;

  private final Parts parts;
  private final Scorer scorer;
  private final Dropout dropout;
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong truncated = new AtomicLong();
  private volatile boolean closed;

  /**
   * What a model consists of.
   *
   * @param ownsEncoder whether closing the model closes the encoder
   */
  record Parts(
      Engine engine,
      LabelSpace labels,
      TextEncoder encoder,
      boolean ownsEncoder,
      TokenizerFiles tokenizerFiles) {}

  /** How dropout passes are made: how many, and the seed of their masks. */
  record Dropout(int passes, long seed) {
    static final Dropout DEFAULT = new Dropout(10, 0);
  }

  TransformerClassifier(Parts parts, Dropout dropout) {
    this.parts = parts;
    this.dropout = dropout;
    this.scorer = new Scorer(parts.engine, parts.labels.size());
  }

  /**
   * Loads a sequence classifier from a Hugging Face directory, such as {@link #save} writes. It
   * reads as many tokens of a text as {@code model_max_length} in {@code tokenizer_config.json}
   * says, at most the model's positions, and cuts longer texts.
   *
   * @throws org.al4j.core.InvalidInputException naming the file, when something is missing or
   *     contradictory, or the model is another than one with a softmax over two or more classes
   */
  public static TransformerClassifier load(Path dir) {
    return load(dir, LoadOptions.DEFAULT);
  }

  /** Loads a sequence classifier with options; see {@link #load(Path)}. */
  public static TransformerClassifier load(Path dir, LoadOptions options) {
    return ClassifierDirectory.load(dir, options);
  }

  /** The classes, in the order of the columns. */
  @Override
  public LabelSpace labels() {
    return parts.labels;
  }

  /** The texts that this model has scored or predicted; a text counts each time. */
  @Override
  public TextsRead textsRead() {
    return new TextsRead(read.get(), truncated.get(), parts.encoder.maxLength());
  }

  @Override
  public Set<Output> offers() {
    return OFFERS;
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    if (!OFFERS.containsAll(wanted)) {
      throw new IllegalArgumentException(
          "wanted " + wanted + ", but a transformer classifier offers " + OFFERS);
    }
    ensureOpen();
    windows(
        xs,
        (first, window) -> {
          Map<Output, INDArray> arrays = new TreeMap<>();
          try {
            arrays(score(window, wanted), window, wanted, arrays);
            sink.accept(Outputs.of(first, window, arrays));
          } finally {
            arrays.values().forEach(INDArray::close);
          }
        });
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<ClassLabel>> sink) {
    ensureOpen();
    int classes = parts.labels.size();
    windows(
        xs,
        (first, window) -> {
          float[] probabilities =
              Rows.softmax(score(window, Set.of(Output.LOGITS)).logits(), classes, 1);
          for (int i = 0; i < window.size(); i++) {
            double[] row = new double[classes];
            for (int k = 0; k < classes; k++) {
              row[k] = probabilities[i * classes + k];
            }
            int best = Rows.argmax(probabilities, i * classes, classes);
            sink.accept(
                new Prediction<>(window.get(i), new ClassLabel(parts.labels.name(best)), row));
          }
        });
  }

  /**
   * Writes a Hugging Face directory: {@code config.json}, {@code model.safetensors}, and the
   * tokenizer's files, with the longest text that this model reads as {@code model_max_length}. It
   * appears as a whole or not at all. Whether longer texts are refused, and how dropout passes are
   * made, is not in it: see {@link LoadOptions}.
   */
  @Override
  public synchronized void save(Path dir) throws IOException {
    ensureOpen();
    ClassifierDirectory.save(dir, parts);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      parts.engine.close();
      if (parts.ownsEncoder) {
        parts.encoder.close();
      }
    }
  }

  private interface Window {
    void accept(int first, List<Instance> instances);
  }

  private static void windows(Iterable<Instance> xs, Window work) {
    Iterator<Instance> left = xs.iterator();
    int first = 0;
    while (left.hasNext()) {
      List<Instance> window = new ArrayList<>();
      while (window.size() < WINDOW && left.hasNext()) {
        window.add(left.next());
      }
      work.accept(first, window);
      first += window.size();
    }
  }

  private synchronized Scorer.Scores score(List<Instance> window, Set<Output> wanted) {
    ensureOpen();
    boolean members = wanted.contains(Output.MEMBER_PROBABILITIES);
    boolean plain = wanted.size() > (members ? 1 : 0);
    TextEncoder.Encoded encoded = parts.encoder.encode(window);
    read.addAndGet(window.size());
    truncated.addAndGet(encoded.truncated());
    return scorer.score(
        encoded.sequences(), new Scorer.Request(plain, members ? dropout.passes : 0, dropout.seed));
  }

  private void arrays(
      Scorer.Scores scores, List<Instance> window, Set<Output> wanted, Map<Output, INDArray> into) {
    int n = window.size();
    int classes = parts.labels.size();
    for (Output output : wanted) {
      into.put(
          output,
          switch (output.name()) {
            case "LOGITS" -> Rows.matrix(scores.logits(), n, classes);
            case "PROBABILITIES" ->
                Rows.matrix(Rows.softmax(scores.logits(), classes, 1), n, classes);
            case "EMBEDDING" -> Rows.matrix(scores.features(), n, parts.engine.config().hidden());
            case "MEMBER_PROBABILITIES" ->
                Nd4j.create(scores.members(), new long[] {dropout.passes, n, classes}, 'c');
            case "GRADIENT_NORM" -> gradientNorms(scores, window);
            default -> throw new IllegalArgumentException(output + " is not offered");
          });
    }
  }

  /** At the predicted classes. */
  private INDArray gradientNorms(Scorer.Scores scores, List<Instance> window) {
    int classes = parts.labels.size();
    List<Labelled<ClassLabel>> predicted = new ArrayList<>();
    for (int i = 0; i < window.size(); i++) {
      int best = Rows.argmax(scores.logits(), i * classes, classes);
      predicted.add(new Labelled<>(window.get(i), new ClassLabel(parts.labels.name(best))));
    }
    double[] squares = selfInfluence(predicted);
    float[] norms = new float[squares.length];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = (float) Math.sqrt(squares[i]);
    }
    return Nd4j.create(norms, new long[] {norms.length}, 'c');
  }

  @Override
  public synchronized double[] selfInfluence(List<Labelled<ClassLabel>> examples) {
    ensureOpen();
    List<Sequence> sequences =
        parts.encoder.encode(examples.stream().map(Labelled::instance).toList()).sequences();
    List<Example> targets = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      int label = parts.labels.index(examples.get(i).annotation().name());
      targets.add(Example.of(sequences.get(i), label, parts.labels.size()));
    }
    return new GradientNorms(parts.engine).squares(targets);
  }

  /** A copy of the weights by name without the family's prefix. */
  synchronized Map<String, Tensor> weights() {
    ensureOpen();
    return parts.engine.tensors();
  }

  ModelConfig config() {
    return parts.engine.config();
  }

  private void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
  }
}
