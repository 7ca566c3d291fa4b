package org.al4j.models.setfit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.models.head.HeadModel;

/**
 * An encoder tuned on pairs and a regression on its vectors, with the outputs of {@link HeadModel}:
 * LOGITS and PROBABILITIES {@code [n, C]}, EMBEDDING {@code [n, d]}, and GRADIENT_NORM {@code [n]}
 * over the head. Saved, it is a folder with the encoder in Hugging Face layout, which any learner
 * can start from, and the head.
 *
 * <p>Holds native memory until {@link #close}. Calls from several threads wait for each other.
 */
public final class SetFitClassifier
    implements TextClassifier, InfluenceModel<ClassLabel>, TextReader {
  static final Set<Output> OFFERS =
      Set.copyOf(
          new TreeSet<>(
              Set.of(Output.LOGITS, Output.PROBABILITIES, Output.EMBEDDING, Output.GRADIENT_NORM)));

  private final TunedEncoder encoder;
  private final HeadModel<ClassLabel> head;

  /**
   * A model.
   *
   * @param encoder closed with it
   * @param head on the encoder's vectors
   */
  SetFitClassifier(TunedEncoder encoder, HeadModel<ClassLabel> head) {
    this.encoder = encoder;
    this.head = head;
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws IOException if a file cannot be read
   * @throws org.al4j.core.InvalidInputException naming the file, if it is not what {@link #save}
   *     writes
   */
  public static SetFitClassifier load(Path dir) throws IOException {
    return SetFitFiles.load(dir);
  }

  @Override
  public LabelSpace labels() {
    return head.labels();
  }

  @Override
  public Set<Output> offers() {
    return head.offers();
  }

  @Override
  public TextsRead textsRead() {
    return encoder.textsRead();
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    head.forward(xs, wanted, sink);
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<ClassLabel>> sink) {
    head.predict(xs, sink);
  }

  /** {@inheritDoc} Of the head alone: the encoder is taken as given. */
  @Override
  public double[] selfInfluence(List<Labelled<ClassLabel>> examples) {
    return head.selfInfluence(examples);
  }

  @Override
  public void save(Path dir) throws IOException {
    SetFitFiles.save(dir, encoder, head);
  }

  @Override
  public void close() {
    head.close();
    encoder.close();
  }
}
