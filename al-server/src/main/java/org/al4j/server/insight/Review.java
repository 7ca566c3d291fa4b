package org.al4j.server.insight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.data.Instance;
import org.al4j.core.people.Competence;

/**
 * What the owner of a project looks at again.
 *
 * @param balance labelled texts by class
 * @param alpha Krippendorff's alpha of what people said; NaN where it is not defined
 * @param shared how many texts at least two people judged
 * @param people how often each is right, as far as can be seen
 * @param suspects labels that look wrong, the most suspicious first
 * @param texts what models say of texts that they had not learnt from
 */
public record Review(
    Map<String, Integer> balance,
    double alpha,
    int shared,
    Map<String, Competence> people,
    List<Suspect> suspects,
    List<Sure> texts) {
  /**
   * A label that looks wrong.
   *
   * @param label as it is, in the form of the task
   * @param suggested what the model is surer of
   * @param confidence the model's probability of the label, in [0, 1]
   * @param open whether it can be decided here: it did not come with the data
   */
  public record Suspect(
      Instance instance, JsonNode label, JsonNode suggested, double confidence, boolean open) {}

  /**
   * A text with what a model says of it.
   *
   * @param label as it is; empty where it has none
   * @param predicted in the form of the task
   * @param classes those that are predicted
   * @param confidence in the prediction, in [0, 1]; NaN where the model says none
   * @param open whether its label can be decided here
   */
  public record Sure(
      Instance instance,
      Optional<JsonNode> label,
      JsonNode predicted,
      List<String> classes,
      double confidence,
      boolean open) {}

  /** Copies the lists; the classes' order stays. */
  public Review {
    people = Map.copyOf(people);
    suspects = List.copyOf(suspects);
    texts = List.copyOf(texts);
  }
}
