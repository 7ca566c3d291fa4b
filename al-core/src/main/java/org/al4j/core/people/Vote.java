package org.al4j.core.people;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.al4j.core.data.Annotation;

/** Rules that need to know nothing of the annotators. */
record Vote<A extends Annotation>(Rule rule) implements Adjudication<A> {
  enum Rule {
    FIRST,
    MAJORITY,
    UNANIMOUS,
    PERSON
  }

  /** Sums that differ by less are equal: they are the same numbers added up in another order. */
  private static final double ROUNDING = 1e-9;

  @Override
  public String describe() {
    return rule == Rule.PERSON ? "by a person" : rule.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Jury<A> learn(Judgements<A> all) {
    return judgements ->
        switch (rule) {
          case FIRST -> Optional.of(judgements.get(0).annotation());
          case MAJORITY -> largest(judgements, judgement -> 1);
          case UNANIMOUS ->
              judgements.stream().map(Judgement::annotation).distinct().count() == 1
                  ? Optional.of(judgements.get(0).annotation())
                  : Optional.empty();
          case PERSON -> Optional.empty();
        };
  }

  /** The annotation with the largest sum of voices; empty if it has none or shares its place. */
  static <A extends Annotation> Optional<A> largest(
      List<Judgement<A>> judgements, ToDoubleFunction<Judgement<A>> voice) {
    Map<A, Double> sums = new LinkedHashMap<>();
    for (Judgement<A> judgement : judgements) {
      sums.merge(judgement.annotation(), voice.applyAsDouble(judgement), Double::sum);
    }
    double best = sums.values().stream().mapToDouble(sum -> sum).max().orElse(0);
    List<A> winners =
        sums.entrySet().stream()
            .filter(entry -> entry.getValue() >= best - ROUNDING)
            .map(Map.Entry::getKey)
            .toList();
    return best > 0 && winners.size() == 1 ? Optional.of(winners.get(0)) : Optional.empty();
  }
}
