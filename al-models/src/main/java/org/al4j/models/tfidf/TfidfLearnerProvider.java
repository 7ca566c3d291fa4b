package org.al4j.models.tfidf;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Output;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link TfidfLearner}s by the name {@code tfidf}. Parameters: {@code c} (10), {@code ngrams}
 * (1 or 2; 1), {@code min-length} (2), {@code min-df} (1), as in {@link TfidfSettings}.
 */
public final class TfidfLearnerProvider implements LearnerProvider {
  @Override
  public String name() {
    return "tfidf";
  }

  @Override
  public String summary() {
    return "TF-IDF vectors with multinomial logistic regression";
  }

  @Override
  public Set<Output> offers() {
    return TfidfClassifier.OFFERS;
  }

  @Override
  public Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> create(
      Class<? extends Annotation> kind, Map<String, String> parameters) {
    Map<String, String> left = new TreeMap<>(parameters);
    TfidfSettings defaults = TfidfSettings.defaults();
    double c = real("c", left.remove("c"), defaults.inverseRegularisation());
    int ngrams = integer("ngrams", left.remove("ngrams"), defaults.maximumNgram());
    int length = integer("min-length", left.remove("min-length"), defaults.minimumTokenLength());
    int frequency = integer("min-df", left.remove("min-df"), defaults.minimumDocumentFrequency());
    if (!left.isEmpty()) {
      throw new InvalidInputException(
          "tfidf has no parameter '"
              + left.keySet().iterator().next()
              + "'; known parameters: c, min-df, min-length, ngrams");
    }
    try {
      return TfidfLearner.create(new TfidfSettings(c, ngrams, length, frequency));
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
