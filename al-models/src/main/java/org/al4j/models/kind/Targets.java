package org.al4j.models.kind;

import java.util.Arrays;
import java.util.Comparator;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;

/** Examples to learn from. */
public final class Targets {
  private Targets() {}

  /** A gold example that counts once. */
  public static <A extends Annotation> SoftLabelled<A> plain(Labelled<A> item) {
    return new SoftLabelled<>(item, 1, Confidence.NONE, SoftLabelled.GOLD);
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
