package org.al4j.models.transformer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.InfluenceModel;
import org.al4j.core.model.InstanceBlocks;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.models.internal.Rows;
import org.al4j.models.internal.architecture.Architecture;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Scorer;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.internal.engine.train.GradientNorms;
import org.al4j.models.internal.scoring.ModelPasses;
import org.al4j.models.internal.start.WarmStart;
import org.al4j.models.internal.text.TextEncoder;
import org.al4j.models.internal.text.TokenizerFiles;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.kind.ProblemType;
import org.al4j.models.scoring.BackendScope;
import org.al4j.models.scoring.BackendScored;
import org.al4j.models.scoring.Exportable;
import org.al4j.models.scoring.ScoredModel;
import org.al4j.models.scoring.ScoringBackend;
import org.al4j.models.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What transformers over whole texts have in common, whatever they predict.
 *
 * <p>Holds native memory until {@link #close}. Calls from several threads wait for each other; each
 * call uses all processors. Closing waits for the window of texts in work, after which the call
 * that it interrupts fails with an {@link IllegalStateException}.
 */
abstract sealed class TransformerModel<A extends Annotation>
    implements ActiveModel<A>, InfluenceModel<A>, TextReader, BackendScored, Exportable
    permits TransformerClassifier, TransformerMultiLabelClassifier, TransformerRegressor {
  /** Instances that are grouped by length and handed over together. */
  private static final int WINDOW = 1024;

  private final AnnotationKind<A> kind;
  private final Parts parts;
  private final int width;
  private final ModelPasses passes;
  private ModelPasses predicting;
  private final Dropout dropout;
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong truncated = new AtomicLong();
  private volatile boolean closed;

  /**
   * What a model consists of.
   *
   * @param architecture of the checkpoint that it came from
   * @param ownsEncoder whether closing the model closes the encoder
   */
  record Parts(
      Architecture architecture,
      Engine engine,
      LabelSpace labels,
      TextEncoder encoder,
      boolean ownsEncoder,
      TokenizerFiles tokenizerFiles)
      implements AutoCloseable {
    /** For those that no model takes over. */
    @Override
    public void close() {
      engine.close();
      if (ownsEncoder) {
        encoder.close();
      }
    }
  }

  /** How dropout passes are made: how many, and the seed of their masks. */
  record Dropout(int passes, long seed) {
    /** Ten passes. */
    static final Dropout DEFAULT = new Dropout(10, 0);
  }

  TransformerModel(AnnotationKind<A> kind, Parts parts, Dropout dropout) {
    this.kind = kind;
    this.parts = parts;
    this.dropout = dropout;
    this.width = kind.width(parts.labels);
    this.passes = new ModelPasses(parts.engine, parts.labels);
    this.predicting = passes;
  }

  /**
   * What models of a kind offer. The gradient of a squared error at the predicted number is 0
   * everywhere, so models of numbers do not offer it.
   */
  static Set<Output> offers(AnnotationKind<?> kind) {
    Set<Output> all = new TreeSet<>(Set.of(kind.said(), kind.saidByMembers(), Output.EMBEDDING));
    if (kind.problem() != ProblemType.REGRESSION) {
      all.addAll(Set.of(Output.LOGITS, Output.GRADIENT_NORM));
    }
    return Collections.unmodifiableSet(all);
  }

  @Override
  public Class<A> kind() {
    return kind.type();
  }

  /** The classes, in the order of the columns; none where it predicts a number. */
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
  public synchronized void scoreWith(ScoringBackend backend, BackendScope scope) {
    ensureOpen();
    passes.scoreWith(backend);
    predicting =
        scope == BackendScope.FORWARD ? new ModelPasses(parts.engine, parts.labels) : passes;
  }

  @Override
  public synchronized ScoredModel exported() {
    ensureOpen();
    return passes.exported();
  }

  @Override
  public Set<Output> offers() {
    return offers(kind);
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    if (!offers().containsAll(wanted)) {
      throw new IllegalArgumentException(
          "wanted " + wanted + ", but this transformer offers " + offers());
    }
    ensureOpen();
    InstanceBlocks.forEach(
        xs,
        WINDOW,
        (window, first) -> {
          Map<Output, INDArray> arrays = new TreeMap<>();
          try {
            Scorer.Scores scores = score(window, wanted, passes);
            for (Output output : wanted) {
              arrays.put(output, array(output, scores, window));
            }
            sink.accept(Outputs.of(first, window, arrays));
          } finally {
            arrays.values().forEach(INDArray::close);
          }
        });
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<A>> sink) {
    ensureOpen();
    InstanceBlocks.forEach(
        xs,
        WINDOW,
        (window, first) -> {
          float[] said = kind.said(score(window, Set.of(kind.said()), predicting).logits(), width);
          for (int i = 0; i < window.size(); i++) {
            sink.accept(kind.prediction(window.get(i), said, i * width, parts.labels));
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
      passes.close();
      parts.close();
    }
  }

  private synchronized Scorer.Scores score(
      List<Instance> window, Set<Output> wanted, ModelPasses by) {
    ensureOpen();
    boolean members = wanted.contains(kind.saidByMembers());
    boolean plain = wanted.size() > (members ? 1 : 0);
    TextEncoder.Encoded encoded = parts.encoder.encode(window);
    read.addAndGet(window.size());
    truncated.addAndGet(encoded.truncated());
    return by.sequences(
        encoded.sequences(),
        width,
        new Scorer.Request(plain, members ? dropout.passes : 0, dropout.seed));
  }

  private INDArray array(Output output, Scorer.Scores scores, List<Instance> window) {
    int n = window.size();
    if (output.equals(kind.said())) {
      return Nd4j.create(kind.said(scores.logits(), width), shape(output, n, width), 'c');
    }
    if (output.equals(kind.saidByMembers())) {
      return Nd4j.create(scores.members(), shape(output, dropout.passes, n, width), 'c');
    }
    return switch (output.name()) {
      case "LOGITS" -> Rows.matrix(scores.logits(), n, width);
      case "EMBEDDING" -> Rows.matrix(scores.features(), n, parts.engine.network().hidden());
      case "GRADIENT_NORM" -> gradientNorms(scores, window);
      default -> throw new IllegalArgumentException(output + " is not offered");
    };
  }

  /** As many sizes as the output has axes: numbers have none for the classes. */
  private static long[] shape(Output output, long... sizes) {
    return Arrays.copyOf(sizes, output.axes().size());
  }

  /** At the predicted annotations. */
  private INDArray gradientNorms(Scorer.Scores scores, List<Instance> window) {
    float[] said = kind.said(scores.logits(), width);
    List<Labelled<A>> predicted = new ArrayList<>();
    for (int i = 0; i < window.size(); i++) {
      predicted.add(new Labelled<>(window.get(i), kind.predicted(said, i * width, parts.labels)));
    }
    double[] squares = selfInfluence(predicted);
    float[] norms = new float[squares.length];
    for (int i = 0; i < norms.length; i++) {
      norms[i] = (float) Math.sqrt(squares[i]);
    }
    return Nd4j.create(norms, new long[] {norms.length}, 'c');
  }

  @Override
  public synchronized double[] selfInfluence(List<Labelled<A>> examples) {
    ensureOpen();
    List<Sequence> sequences =
        parts.encoder.encode(examples.stream().map(Labelled::instance).toList()).sequences();
    List<Example> targets = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      double[] target = kind.certain(examples.get(i).annotation(), parts.labels);
      targets.add(new Example(sequences.get(i), Rows.toFloats(target), 1));
    }
    return new GradientNorms(parts.engine).squares(targets);
  }

  /** A copy of the weights by name without the family's prefix. */
  synchronized Map<String, Tensor> weights() {
    ensureOpen();
    return parts.engine.tensors();
  }

  WarmStart meaning() {
    return new WarmStart(parts.labels, parts.architecture);
  }

  private void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
  }
}
