package org.al4j.examples.pictures;

import java.util.List;
import java.util.Optional;
import org.al4j.core.data.Instance;

/**
 * What a picture shows.
 *
 * @param model whose regions are shaded; none in the first query
 * @param unlabelled the candidates
 * @param labelled what the model was trained on
 * @param picks in the order in which they are selected
 * @param marks texts beside the pool
 * @param lengths whether a longer text is a larger dot
 */
record Scene(
    String title,
    Optional<PlaneModel> model,
    List<Instance> unlabelled,
    List<Instance> labelled,
    List<Instance> picks,
    List<Mark> marks,
    boolean lengths) {
  /** Copies the lists. */
  Scene {
    unlabelled = List.copyOf(unlabelled);
    labelled = List.copyOf(labelled);
    picks = List.copyOf(picks);
    marks = List.copyOf(marks);
  }
}
