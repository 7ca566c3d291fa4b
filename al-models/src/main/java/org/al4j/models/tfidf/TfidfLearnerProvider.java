package org.al4j.models.tfidf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Output;
import org.al4j.core.settings.Parameters;

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
    boolean several = kind == LabelSet.class;
    List<String> known = new ArrayList<>(List.of("c", "min-df", "min-length", "ngrams"));
    if (several) {
      known.add("threshold");
    }
    Parameters given = Parameters.of(name(), parameters, known);
    TfidfSettings defaults = TfidfSettings.defaults();
    double c = given.real("c", defaults.inverseRegularisation());
    int ngrams = given.whole("ngrams", defaults.maximumNgram());
    int length = given.whole("min-length", defaults.minimumTokenLength());
    int frequency = given.whole("min-df", defaults.minimumDocumentFrequency());
    double threshold = given.real("threshold", defaults.threshold());
    try {
      TfidfSettings settings = new TfidfSettings(c, ngrams, length, frequency, threshold);
      return several ? TfidfMultiLabelLearner.create(settings) : TfidfLearner.create(settings);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("tfidf: " + e.getMessage(), e);
    }
  }
}
