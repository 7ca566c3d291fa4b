package org.al4j.strategies.coldstart;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FloatRows;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;

/**
 * Says which class a text is about by the classes' own words, before anything is labelled: what is
 * nearest to it. For suggestions to the first annotator, and for choosing the first query.
 *
 * <p><b>Formula</b>: {@code p(c | x) = softmax_c(scale cos(e(x), e(description of c)))}, with
 * embeddings {@code e} of a view. Offers LOGITS, the scaled cosines {@code [n, C]}, PROBABILITIES
 * and the view's EMBEDDING.
 *
 * <p><b>Needs</b>: a view that offers EMBEDDING, of texts and descriptions alike, and at least two
 * classes.
 *
 * <p><b>Cost</b>: a pass of the view and {@code O(n C d)}.
 *
 * <p><b>Source</b>: Radford et al. 2021, Learning Transferable Visual Models From Natural Language
 * Supervision, section 3.1, for classes told by embedded descriptions.
 *
 * <p><b>Departures</b>: texts in place of pictures; one description a class; a fixed scale, as
 * nothing is trained.
 */
public final class DescriptionModel implements AcquisitionModel {
  /** Of cosines, unless another is asked for. */
  public static final double SCALE = 20;

  private static final Set<Output> OFFERS =
      Set.of(Output.LOGITS, Output.PROBABILITIES, Output.EMBEDDING);

  private final AcquisitionModel view;
  private final LabelSpace labels;
  private final double scale;
  private final float[][] descriptions; // [C][d], of length 1

  /**
   * A model; the descriptions are embedded now.
   *
   * @param view stays open; its owner closes it
   * @param scale above 0: the larger, the surer it is
   * @throws InvalidInputException if there are fewer than two classes, one that is described is
   *     none of them, or the view does not offer EMBEDDING or sees nothing in a description
   */
  public DescriptionModel(
      AcquisitionModel view, LabelSpace labels, Descriptions descriptions, double scale) {
    if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("scale must be above 0, found " + scale);
    }
    if (!view.offers().contains(Output.EMBEDDING)) {
      throw new InvalidInputException(
          "descriptions and texts are compared by EMBEDDING, which the view does not offer; it"
              + " offers "
              + new TreeSet<>(view.offers()));
    }
    this.view = view;
    this.labels = labels;
    this.scale = scale;
    this.descriptions = embedded(view, descriptions.texts(labels));
  }

  private static float[][] embedded(AcquisitionModel view, List<Instance> texts) {
    List<float[]> rows = new ArrayList<>();
    view.forward(
        texts,
        Set.of(Output.EMBEDDING),
        block -> {
          FloatBuffer all = block.rows(Output.EMBEDDING);
          int width = (int) block.shape(Output.EMBEDDING)[1];
          for (int i = 0; i < block.size(); i++) {
            float[] row = new float[width];
            all.get(row);
            rows.add(row);
          }
        });
    for (int c = 0; c < rows.size(); c++) {
      if (normalise(rows.get(c)) == 0) {
        throw new InvalidInputException(
            "the "
                + texts.get(c).id()
                + " says nothing to the view of texts: '"
                + texts.get(c).text()
                + "'; describe the class in other words");
      }
    }
    return rows.toArray(float[][]::new);
  }

  /** Makes a row of length 1 and returns its length; one of zeros stays so. */
  static double normalise(float[] row) {
    double squares = 0;
    for (float value : row) {
      squares += (double) value * value;
    }
    double length = Math.sqrt(squares);
    for (int j = 0; j < row.length && length > 0; j++) {
      row[j] = (float) (row[j] / length);
    }
    return length;
  }

  @Override
  public Set<Output> offers() {
    return OFFERS;
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    if (!OFFERS.containsAll(wanted)) {
      throw new IllegalArgumentException("offered: " + OFFERS + ", wanted: " + wanted);
    }
    view.forward(
        xs,
        Set.of(Output.EMBEDDING),
        block -> {
          try (Outputs outputs = block.with(wanted, tables(block, wanted))) {
            sink.accept(outputs);
          }
        });
  }

  private Map<Output, FloatTable> tables(Outputs block, Set<Output> wanted) {
    int width = (int) block.shape(Output.EMBEDDING)[1];
    int classes = descriptions.length;
    float[] row = new float[width];
    float[] logits = new float[block.size() * classes];
    float[] probabilities = new float[logits.length];
    FloatBuffer all = block.rows(Output.EMBEDDING);
    for (int i = 0; i < block.size(); i++) {
      all.get(row);
      normalise(row);
      score(row, logits, i * classes);
      softmax(logits, probabilities, i * classes, classes);
    }
    Map<Output, FloatTable> tables = new TreeMap<>();
    tables.put(Output.LOGITS, FloatTable.matrix(logits, block.size(), classes));
    tables.put(Output.PROBABILITIES, FloatTable.matrix(probabilities, block.size(), classes));
    tables.keySet().retainAll(wanted);
    return tables;
  }

  private void score(float[] row, float[] into, int at) {
    for (int c = 0; c < descriptions.length; c++) {
      double dot = 0;
      for (int j = 0; j < row.length; j++) {
        dot += (double) row[j] * descriptions[c][j];
      }
      into[at + c] = (float) (scale * dot);
    }
  }

  private static void softmax(float[] logits, float[] into, int at, int n) {
    double largest = logits[FloatRows.argmax(logits, at, n) + at];
    double sum = 0;
    for (int c = at; c < at + n; c++) {
      sum += StrictMath.exp(logits[c] - largest);
    }
    for (int c = at; c < at + n; c++) {
      into[c] = (float) (StrictMath.exp(logits[c] - largest) / sum);
    }
  }

  /** Suggests a class for each text, in the order given. */
  public void suggest(Iterable<Instance> xs, Consumer<Prediction<ClassLabel>> sink) {
    int classes = descriptions.length;
    forward(
        xs,
        Set.of(Output.PROBABILITIES),
        block -> {
          float[] all = block.floats(Output.PROBABILITIES);
          for (int i = 0; i < block.size(); i++) {
            double[] own = new double[classes];
            double sum = 0;
            for (int c = 0; c < classes; c++) {
              own[c] = all[i * classes + c];
              sum += own[c];
            }
            for (int c = 0; c < classes; c++) {
              own[c] /= sum;
            }
            int best = FloatRows.argmax(all, i * classes, classes);
            ClassLabel label = new ClassLabel(labels.names().get(best));
            sink.accept(new Prediction<>(block.instances().get(i), label, own));
          }
        });
  }

  /** Does nothing: the view is closed by its owner. */
  @Override
  public void close() {}
}
