package org.al4j.server.project;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;

/**
 * What a project can have besides texts to label. Texts of it are never among those.
 *
 * @param gold texts whose label is known, mixed into what each person gets: they measure people,
 *     and no model learns from them
 * @param evaluation texts whose label is known, which nobody gets: each round's model is measured
 *     on them, and no model learns from them
 * @param plan what the owner has planned
 */
public record Extras(Dataset<?> gold, Dataset<?> evaluation, ProjectPlan plan) {
  private static final Dataset<?> EMPTY = new Dataset<>(List.of(), LabelSpace.none());

  /** None of it. */
  public static final Extras NONE = new Extras(EMPTY, EMPTY, ProjectPlan.NONE);

  /** The same with gold texts. */
  public Extras withGold(Dataset<?> texts) {
    return new Extras(texts, evaluation, plan);
  }

  /** The same with texts to measure models on. */
  public Extras withEvaluation(Dataset<?> texts) {
    return new Extras(gold, texts, plan);
  }

  /** The same with another plan. */
  public Extras with(ProjectPlan other) {
    return new Extras(gold, evaluation, other);
  }

  /** What is left to label of some texts. */
  <A extends Annotation> Dataset<A> without(Dataset<A> data) {
    Set<String> texts = new HashSet<>();
    Set<String> ids = new HashSet<>();
    Stream.concat(gold.items().stream(), evaluation.items().stream())
        .forEach(
            one -> {
              texts.add(one.instance().text());
              ids.add(one.instance().id());
            });
    if (texts.isEmpty()) {
      return data;
    }
    Predicate<Instance> left = one -> !texts.contains(one.text());
    List<Labelled<A>> items =
        data.items().stream().filter(one -> left.test(one.instance())).toList();
    List<Instance> rest = data.unlabelled().stream().filter(left).toList();
    Stream.concat(items.stream().map(Labelled::instance), rest.stream())
        .filter(one -> ids.contains(one.id()))
        .findFirst()
        .ifPresent(Extras::refuse);
    return new Dataset<>(items, data.labels(), rest);
  }

  private static void refuse(Instance one) {
    throw new InvalidInputException(
        "the id '"
            + one.id()
            + "' is that of another text among the gold or evaluation texts; give each text an id"
            + " of its own, or leave the ids out");
  }
}
