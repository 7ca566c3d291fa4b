package org.al4j.server.insight;

import java.util.List;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.Prediction;

/**
 * Labelled texts with what models say of them that had not learnt from them.
 *
 * @param predictions one for each text, in their order; none where there are too few texts
 */
record CrossChecked<A extends Annotation>(
    List<Labelled<A>> labelled, List<Prediction<A>> predictions) {
  CrossChecked {
    labelled = List.copyOf(labelled);
    predictions = List.copyOf(predictions);
  }

  static <A extends Annotation> CrossChecked<A> none() {
    return new CrossChecked<>(List.of(), List.of());
  }
}
