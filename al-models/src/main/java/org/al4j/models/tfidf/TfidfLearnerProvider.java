package org.al4j.models.tfidf;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Output;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link TfidfLearner}s and {@link TfidfMultiLabelLearner}s by the name {@code tfidf}.
 * Parameters: {@code c} (10), {@code ngrams} (1 or 2; 1), {@code min-length} (2), {@code min-df}
 * (1), and where a text may have several classes {@code threshold} (0.5), as in {@link
 * TfidfSettings}.
 */
public final class TfidfLearnerProvider implements LearnerProvider {
  @Override
  public String name() {
    return "tfidf";
  }

  @Override
  public String summary() {
    return "TF-IDF vectors with logistic regression, for one class or several";
  }

  @Override
  public Set<Class<? extends Annotation>> learns() {
    return Set.of(ClassLabel.class, LabelSet.class);
  }

  @Override
  public Set<Output> offers() {
    return Set.of(
        Output.LOGITS,
        Output.PROBABILITIES,
        Output.INDEPENDENT_PROBABILITIES,
        Output.GRADIENT_NORM);
  }

  @Override
  public Learner<? extends Annotation, ? extends ActiveModel<?>> create(
      Class<? extends Annotation> kind, Map<String, String> parameters) {
    Map<String, String> left = new TreeMap<>(parameters);
    TfidfSettings defaults = TfidfSettings.defaults();
    double c = real("c", left.remove("c"), defaults.inverseRegularisation());
    int ngrams = integer("ngrams", left.remove("ngrams"), defaults.maximumNgram());
    int length = integer("min-length", left.remove("min-length"), defaults.minimumTokenLength());
    int frequency = integer("min-df", left.remove("min-df"), defaults.minimumDocumentFrequency());
    boolean several = kind == LabelSet.class;
    double half = defaults.threshold();
    double threshold = several ? real("threshold", left.remove("threshold"), half) : half;
    if (!left.isEmpty()) {
      throw new InvalidInputException(
          "tfidf has no parameter '"
              + left.keySet().iterator().next()
              + "'; known parameters: c, min-df, min-length, ngrams"
              + (several ? ", threshold" : ""));
    }
    try {
      TfidfSettings settings = new TfidfSettings(c, ngrams, length, frequency, threshold);
      return several ? TfidfMultiLabelLearner.create(settings) : TfidfLearner.create(settings);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("tfidf: " + e.getMessage(), e);
    }
  }

  private static double real(String name, @Nullable String value, double otherwise) {
    try {
      return value == null ? otherwise : Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "tfidf: " + name + " must be a number, found '" + value + "'", e);
    }
  }

  private static int integer(String name, @Nullable String value, int otherwise) {
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "tfidf: " + name + " must be a whole number, found '" + value + "'", e);
    }
  }
}
