package org.al4j.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FloatTable;
import org.al4j.core.settings.Configured;
import org.al4j.models.tfidf.TfidfSettings;
import org.al4j.models.tfidf.TfidfVectors;
import org.al4j.models.transformer.TransformerEncoder.Pooling;

/**
 * The numbers that a network reads of a text. They do not change once they are made, and may be
 * read from several threads at once. A learner and its models share them and closing the learner
 * closes them; {@link #settings} tell them apart in a run's identity, and when a model is loaded.
 *
 * <p>To write your own, implement {@link #shape}, {@link #read} and {@link #settings}; with {@link
 * #format} and {@link #save}, and a {@link TextFeaturesFormat}, models that read them are loaded by
 * {@link org.al4j.core.model.Models#load}, else by {@link Dl4jModel#load(Path, TextFeatures)}.
 *
 * @see WordVectors
 */
public interface TextFeatures extends Configured, AutoCloseable {
  /** In {@link #shape}: as many as the text has. */
  int VARIES = -1;

  /**
   * The shape of a text's numbers. {@code [d]} is a vector. {@code [VARIES, d]} are vectors by
   * words, which reach the network as {@code [n, d, w]} (Deeplearning4j's NCW), padded with zeros
   * to the longest text of the batch, with a mask {@code [n, w]} of ones and zeros. Other shapes
   * reach it as they are behind the {@code n}.
   */
  long[] shape();

  /**
   * Reads the numbers.
   *
   * @return a table for each text, of {@link #shape}, finite; where the shape varies, of 1 word or
   *     more
   * @throws InvalidInputException if a text does not have them; the message names it
   */
  List<FloatTable> read(List<Instance> xs);

  /** The name of the {@link TextFeaturesFormat} that reads what {@link #save} writes, if any. */
  default Optional<String> format() {
    return Optional.empty();
  }

  /**
   * Writes them into an empty folder, if there is a {@link #format}.
   *
   * @throws IOException if the folder cannot be written
   */
  default void save(Path folder) throws IOException {
    throw new IllegalStateException("these features have no format");
  }

  /** Frees what they hold, by default nothing. Safe to call twice. */
  @Override
  default void close() {}

  /**
   * TF-IDF vectors {@code [d]} of the terms that most of {@code texts} have, for example a pool's
   * {@code corpus()}, whose labels are not needed: a network has one width from the first round to
   * the last. A batch takes {@code 4 n d} bytes.
   *
   * @param most terms at most; {@code d} is smaller where there are fewer
   */
  static TextFeatures tfidf(Iterable<Instance> texts, int most) {
    return new TfidfFeatures(TfidfVectors.of(TfidfSettings.defaults(), most, texts));
  }

  /**
   * Embeddings {@code [d]} by a pre-trained encoder. A saved model names the checkpoint's folder
   * and its SHA-256 in place of a copy, and is loaded only where both are as they were; elsewhere
   * by {@link Dl4jModel#load(Path, TextFeatures)}.
   *
   * @param checkpoint a Hugging Face directory, such as that of {@link
   *     org.al4j.models.checkpoint.Checkpoints#miniLm}
   */
  static TextFeatures encoder(Path checkpoint, Pooling pooling) {
    return EncoderFeatures.open(checkpoint, pooling);
  }

  /**
   * The EMBEDDING {@code [d]} of any model that offers it, which is closed with the features. One
   * that can be saved is saved with the network.
   *
   * @param name tells the model in a run's identity, for example by what it was trained on; a run
   *     that is resumed must find the same model under the same name
   */
  static TextFeatures embeddings(String name, AcquisitionModel model) {
    return ModelFeatures.of(name, model);
  }
}
