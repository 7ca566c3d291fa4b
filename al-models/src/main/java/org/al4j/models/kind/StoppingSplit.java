package org.al4j.models.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.SoftLabelled;
import org.al4j.models.training.EarlyStopping;

/** What early stopping holds out where nothing is given. */
public final class StoppingSplit {
  private StoppingSplit() {}

  /**
   * Takes a share of the examples out of the list, equal texts together: a bagged member has some
   * more than once, and what it was trained on would say nothing held out.
   */
  public static <A extends Annotation> List<SoftLabelled<A>> take(
      List<SoftLabelled<A>> from, EarlyStopping stopping, long seed) {
    if (from.size() < 2) {
      throw new InvalidInputException(
          "early stopping holds labelled instances out and needs at least 2, found "
              + from.size()
              + "; label more, or give validation data");
    }
    long share = Math.round(stopping.validationShare() * from.size());
    int count = (int) Math.max(1, Math.min(from.size() - 1, share));
    SplittableRandom random = new SplittableRandom(new Seeds(seed).seed("validation", 0));
    List<SoftLabelled<A>> taken = new ArrayList<>();
    while (taken.isEmpty() || (taken.size() < count && severalTexts(from))) {
      SoftLabelled<A> one = from.remove(random.nextInt(from.size()));
      taken.add(one);
      if (severalTexts(from) || !textKey(from.get(0)).equals(textKey(one))) {
        List<SoftLabelled<A>> equal =
            from.stream().filter(other -> textKey(other).equals(textKey(one))).toList();
        from.removeIf(other -> textKey(other).equals(textKey(one)));
        taken.addAll(equal);
      }
    }
    return taken;
  }

  private static boolean severalTexts(List<? extends SoftLabelled<?>> examples) {
    String first = textKey(examples.get(0));
    return examples.stream().anyMatch(one -> !textKey(one).equals(first));
  }

  private static String textKey(SoftLabelled<?> one) {
    return one.labelled().instance().textKey();
  }
}
