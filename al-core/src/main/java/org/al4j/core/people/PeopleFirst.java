package org.al4j.core.people;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.al4j.core.data.Annotation;

/** A person's word before a model's, and that only where the model has earned it. */
record PeopleFirst<A extends Annotation>(ModelTrust trust) implements Adjudication<A> {
  @Override
  public String describe() {
    return "people first, models where "
        + trust.least()
        + " compared agree at "
        + trust.floor()
        + ", check "
        + trust.check()
        + ", seed "
        + trust.seed();
  }

  @Override
  public Jury<A> learn(Judgements<A> all) {
    Set<String> believed =
        ModelTrust.measure(all).entrySet().stream()
            .filter(entry -> trust.believes(entry.getValue()))
            .map(entry -> entry.getKey())
            .collect(Collectors.toSet());
    return judgements -> decide(judgements, believed);
  }

  private Optional<A> decide(List<Judgement<A>> judgements, Set<String> believed) {
    Optional<A> person =
        judgements.stream()
            .filter(one -> !ModelTrust.isModel(one.annotator()))
            .map(Judgement::annotation)
            .findFirst();
    if (person.isPresent() || trust.isChecked(judgements.get(0).id())) {
      return person;
    }
    return judgements.stream()
        .filter(one -> believed.contains(one.annotator()))
        .map(Judgement::annotation)
        .findFirst();
  }
}
