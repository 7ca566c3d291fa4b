package org.al4j.models.kind;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;

/** Examples to learn from. */
public final class Targets {
  private Targets() {}

  /**
   * Refuses what no network can learn from: no example, or one class of those that exclude each
   * other.
   */
  public static void require(
      List<? extends SoftLabelled<?>> examples, AnnotationKind<?> kind, LabelSpace labels) {
    if (examples.isEmpty()) {
      throw new InvalidInputException("no labelled instance to train on; label at least one");
    }
    if (kind.problem() == ProblemType.SINGLE_LABEL_CLASSIFICATION && labels.size() == 1) {
      throw new InvalidInputException(
          "a network that learns one class a text needs two classes or more, found "
              + labels
              + "; declare the others, too");
    }
  }

  /** A gold example that counts once. */
  public static <A extends Annotation> SoftLabelled<A> plain(Labelled<A> item) {
    return new SoftLabelled<>(item, 1, Confidence.NONE, SoftLabelled.GOLD);
  }

  /** Gold examples that count once, in their order. */
  public static <A extends Annotation> List<SoftLabelled<A>> allPlain(List<Labelled<A>> items) {
    return items.stream().map(Targets::plain).toList();
  }

  /**
   * By id and content. What is learnt must not depend on the order of a list: not the draws, and
   * not the last bits of sums.
   */
  public static <A extends Annotation> Comparator<SoftLabelled<A>> order() {
    return Comparator.comparing((SoftLabelled<A> one) -> one.labelled().instance().id())
        .thenComparing(one -> one.labelled().instance().text())
        .thenComparing(one -> one.labelled().annotation().toString())
        .thenComparingDouble(SoftLabelled::weight)
        .thenComparing(one -> one.target().byClass(), Arrays::compare);
  }
}
