package org.al4j.models.tfidf;

import java.util.List;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;

/**
 * What a trained TF-IDF model consists of: {@code W'x + b} over its terms.
 *
 * @param weights {@code [V, C]} by rows
 * @param biases {@code [C]}
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
record TfidfParts(
    TfidfSettings settings,
    LabelSpace labels,
    Vocabulary vocabulary,
    float[] weights,
    float[] biases) {

  /** Rounds to float32 at once, so that a model and its saved copy give the same numbers. */
  static TfidfParts of(
      TfidfSettings settings, LabelSpace labels, Vocabulary vocabulary, double[] solution) {
    float[] weights = new float[vocabulary.size() * labels.size()];
    float[] biases = new float[labels.size()];
    for (int j = 0; j < weights.length; j++) {
      weights[j] = (float) solution[j];
    }
    for (int k = 0; k < biases.length; k++) {
      biases[k] = (float) solution[weights.length + k];
    }
    return new TfidfParts(settings, labels, vocabulary, weights, biases);
  }

  /** The rows' scores, {@code [n, C]}. */
  float[] logits(SparseRows rows) {
    int classes = labels.size();
    float[] logits = new float[rows.size() * classes];
    double[] row = new double[classes];
    for (int i = 0; i < rows.size(); i++) {
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

  /** The texts' rows. */
  SparseRows rows(List<Instance> texts) {
    return vocabulary.rows(texts);
  }
}
