package org.al4j.models.regression;

import java.util.Map;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Output;
import org.al4j.core.settings.Parameters;

/**
 * Makes {@link RidgeLearner}s by the name {@code ridge}. Parameters: {@code strength} (1), and what
 * it reads: {@code words}, how many features the words of a text are hashed to (2048), or {@code
 * attributes}, the names of columns with numbers, joined by plus signs, such as {@code
 * length+price}.
 */
public final class RidgeLearnerProvider implements LearnerProvider {
  private static final String STRENGTH = "strength";
  private static final String WORDS = "words";
  private static final String ATTRIBUTES = "attributes";

  /** Beyond, a saved model has tens of megabytes of weights: a slip. */
  private static final int MOST_WORDS = 1 << 20;

  @Override
  public String name() {
    return "ridge";
  }

  @Override
  public String summary() {
    return "ridge regression of a number on hashed words or on number columns";
  }

  @Override
  public Set<Class<? extends Annotation>> learns() {
    return Set.of(RealValue.class);
  }

  @Override
  public Set<Output> offers() {
    return RidgeRegressor.OFFERS;
  }

  @Override
  public Learner<? extends Annotation, ? extends ActiveModel<?>> create(
      Class<? extends Annotation> kind, Map<String, String> parameters) {
    Parameters given = Parameters.of(name(), parameters, ATTRIBUTES, STRENGTH, WORDS);
    return RidgeLearner.of(features(given), given.positive(STRENGTH, 1));
  }

  private static Features features(Parameters given) {
    if (!given.has(ATTRIBUTES)) {
      return Features.hashedWords(given.whole(WORDS, RidgeLearner.HASHED_WORDS, 1, MOST_WORDS));
    }
    if (given.has(WORDS)) {
      throw given.refused("give words or attributes, which it reads, found both");
    }
    return Features.attributes(given.words(ATTRIBUTES, ""));
  }
}
