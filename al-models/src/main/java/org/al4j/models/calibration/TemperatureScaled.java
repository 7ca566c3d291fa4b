package org.al4j.models.calibration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.io.Beside;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.InfluenceModel;
import org.al4j.core.model.Models;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.TextClassifier;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.models.internal.AtomicFolder;
import org.al4j.models.internal.InputFile;
import org.al4j.models.internal.Rows;

/**
 * A classifier whose PROBABILITIES are {@code softmax(z / T)} of the wrapped model's LOGITS {@code
 * z [n, C]}. A temperature above 1 makes them less certain. The predicted classes stay the same;
 * every other output, LOGITS and MEMBER_PROBABILITIES included, passes through unchanged, and so do
 * self-influences: an {@link InfluenceModel} stays one. Of one temperature around another only the
 * outer counts. One pass over the wrapped model, whatever is wanted.
 *
 * <p>Source: algorithms of the lecture "Active Learning" (its remedy for margins that compare
 * badly); Guo et al. 2017, On Calibration of Modern Neural Networks, section 4.2.
 *
 * @param <M> the kind of model wrapped
 */
public sealed class TemperatureScaled<M extends ActiveModel<ClassLabel>>
    implements TextClassifier, TextReader permits TemperatureScaled.Influential {
  private static final String FILE = "temperature.txt";

  private final M model;
  private final double temperature;

  private TemperatureScaled(M model, double temperature) {
    this.model = model;
    this.temperature = temperature;
  }

  /**
   * Wraps a model, which from now on is closed with the wrapper.
   *
   * @param temperature positive and finite
   * @throws InvalidInputException if the model does not offer LOGITS
   */
  public static <M extends ActiveModel<ClassLabel>> TemperatureScaled<M> of(
      M model, double temperature) {
    checkTemperature(temperature);
    checkLogits(model.offers());
    return model instanceof InfluenceModel<?>
        ? new Influential<>(model, temperature)
        : new TemperatureScaled<>(model, temperature);
  }

  /** The wrapped model. */
  public M model() {
    return model;
  }

  /** The divisor of the logits. */
  public double temperature() {
    return temperature;
  }

  @Override
  public Set<Output> offers() {
    return withProbabilities(model.offers());
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    if (!wanted.contains(Output.PROBABILITIES)) {
      model.forward(xs, wanted, sink);
      return;
    }
    Set<Output> asked = new TreeSet<>(wanted);
    asked.remove(Output.PROBABILITIES);
    asked.add(Output.LOGITS);
    model.forward(xs, asked, block -> emit(block, wanted, sink));
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<ClassLabel>> sink) {
    ActiveModel<ClassLabel> plain = model;
    while (plain instanceof TemperatureScaled<?> inner) {
      plain = inner.model();
    }
    plain.predict(xs, prediction -> sink.accept(scaled(prediction)));
  }

  /**
   * Saves the wrapped model with a further file {@code temperature.txt}; {@link Models#load} reads
   * both.
   */
  @Override
  public void save(Path dir) throws IOException {
    AtomicFolder.create(
        dir,
        folder -> {
          model.save(folder);
          Models.describeAround(folder, TemperatureFormat.NAME, TemperatureFormat.VERSION);
          Files.writeString(folder.resolve(FILE), temperature + "\n", StandardCharsets.UTF_8);
        });
  }

  /**
   * The temperature saved in {@code dir}; {@link Models#load} also loads the model.
   *
   * @throws InvalidInputException if there is none, or it is not a positive number
   */
  public static double readTemperature(Path dir) throws IOException {
    return Beside.read(dir, TemperatureScaled::temperatureIn);
  }

  private static double temperatureIn(Path dir) {
    Path file = dir.resolve(FILE);
    if (!Files.exists(file)) {
      throw new InvalidInputException(dir + " holds no temperature: it has no file " + FILE);
    }
    String text = String.join(" ", InputFile.lines(file, "a temperature")).strip();
    try {
      double value = Double.parseDouble(text);
      checkTemperature(value);
      return value;
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          file + ": a temperature must be a positive number, found '" + text + "'", e);
    }
  }

  /** Whether {@code dir} holds a model with a temperature, or what should be one. */
  public static boolean isSavedIn(Path dir) {
    return Beside.read(dir, folder -> Files.exists(folder.resolve(FILE)));
  }

  @Override
  public LabelSpace labels() {
    return model.labels();
  }

  /** Those of the wrapped model. */
  @Override
  public TextsRead textsRead() {
    return TextReader.of(model);
  }

  @Override
  public void close() {
    model.close();
  }

  static void checkTemperature(double temperature) {
    // 1 / T, by which probabilities are scaled, is infinite below about 5.6e-309
    if (!(temperature > 0 && Double.isFinite(temperature) && Double.isFinite(1 / temperature))) {
      throw new IllegalArgumentException(
          "a temperature must be positive and finite, and 1 / T finite, found " + temperature);
    }
  }

  static void checkLogits(Set<Output> offers) {
    if (!offers.contains(Output.LOGITS)) {
      throw new InvalidInputException(
          "a temperature divides logits, but the model offers only "
              + offers
              + "; use a model that offers LOGITS");
    }
  }

  static Set<Output> withProbabilities(Set<Output> offers) {
    Set<Output> all = new TreeSet<>(offers);
    all.add(Output.PROBABILITIES);
    return Set.copyOf(all);
  }

  private void emit(Outputs block, Set<Output> wanted, Consumer<Outputs> sink) {
    int classes = (int) block.shape(Output.LOGITS)[1]; // [n, C]
    float[] values = Rows.softmax(block.floats(Output.LOGITS), classes, temperature);
    FloatTable probabilities = FloatTable.matrix(values, block.size(), classes);
    try (Outputs scaled = block.with(wanted, Map.of(Output.PROBABILITIES, probabilities))) {
      sink.accept(scaled);
    }
  }

  /**
   * From {@code p = softmax(z)} the row {@code softmax(z / T)} is {@code p^(1/T)}, normalised; p
   * that underflowed stays 0.
   */
  private Prediction<ClassLabel> scaled(Prediction<ClassLabel> prediction) {
    double[] p = prediction.probabilities().clone(); // [C]
    double max = 0;
    for (double value : p) {
      max = Math.max(max, value);
    }
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = Math.pow(p[k] / max, 1 / temperature);
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
    return new Prediction<>(prediction.instance(), prediction.annotation(), p);
  }

  /** Around a model that knows how strongly examples pull at its weights. */
  static final class Influential<M extends ActiveModel<ClassLabel>> extends TemperatureScaled<M>
      implements InfluenceModel<ClassLabel> {
    Influential(M model, double temperature) {
      super(model, temperature);
    }

    @Override
    @SuppressWarnings("unchecked") // a classifier knows no other annotations
    public double[] selfInfluence(List<Labelled<ClassLabel>> examples) {
      return ((InfluenceModel<ClassLabel>) model()).selfInfluence(examples);
    }
  }
}
