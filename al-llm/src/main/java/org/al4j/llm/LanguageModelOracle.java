package org.al4j.llm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.core.query.Selected;

/**
 * A language model that labels what it is sure of. What it is not sure of is {@link Answer.Failed},
 * so that people are asked; so is the rest of a query when a limit is reached. Its answers name it
 * as the annotator: with {@code Adjudication.peopleFirst} a person's word stands before its, and
 * its own counts by its measured agreement with people.
 *
 * @param model who is asked; whoever made it closes it
 * @param examples labelled texts to show; the one that is asked is left out
 * @param <A> the kind of annotation
 */
public record LanguageModelOracle<A extends Annotation>(
    LanguageModel<A> model, List<Labelled<A>> examples) implements Oracle<A> {
  /** Copies the list. */
  public LanguageModelOracle {
    examples = List.copyOf(examples);
  }

  /**
   * Asks the model text by text.
   *
   * @throws ServiceUnavailableException if the service does not answer at the first text; later
   *     ones fail with its reason
   * @throws org.al4j.core.InvalidInputException if it refuses the key or the request
   */
  @Override
  public Collection<Answer<A>> ask(Query query) {
    List<Answer<A>> answers = new ArrayList<>();
    Optional<String> ended = Optional.empty();
    for (Selected item : query.items()) {
      Instance instance = item.instance();
      if (ended.isPresent()) {
        answers.add(new Answer.Failed<>(instance.id(), ended.get(), model.annotator()));
        continue;
      }
      try {
        answers.add(answer(instance));
      } catch (SpendingLimitException e) {
        ended = Optional.of(String.valueOf(e.getMessage()));
        answers.add(new Answer.Failed<>(instance.id(), ended.get(), model.annotator()));
      } catch (ServiceUnavailableException e) {
        if (answers.isEmpty()) {
          throw e;
        }
        ended = Optional.of(String.valueOf(e.getMessage()));
        answers.add(new Answer.Failed<>(instance.id(), ended.get(), model.annotator()));
      }
    }
    return answers;
  }

  private Answer<A> answer(Instance instance) {
    Ballot<A> ballot = model.ask(instance, others(instance));
    Optional<A> sure = ballot.confident(model.settings().mostEntropy());
    return sure.isPresent()
        ? new Answer.Given<>(instance.id(), sure.get(), model.annotator())
        : new Answer.Failed<>(
            instance.id(), "the model's answers differ, or name no label", model.annotator());
  }

  private List<Labelled<A>> others(Instance instance) {
    return examples.stream()
        .filter(one -> !one.instance().textKey().equals(instance.textKey()))
        .toList();
  }
}
