package org.al4j.examples.people;

import java.util.SplittableRandom;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSpace;

/**
 * A made-up annotator. What he says depends on him and the text only, so he says the same after a
 * restart.
 *
 * @param name who he is
 * @param errs in which share of the texts he errs
 */
record Annotator(String name, double errs) {
  /** What he says of a text at first. */
  ClassLabel says(String id, ClassLabel truth, LabelSpace labels) {
    SplittableRandom random = new SplittableRandom((name + " " + id).hashCode());
    int off = random.nextDouble() < errs ? 1 + random.nextInt(labels.size() - 1) : 0;
    return new ClassLabel(labels.name((labels.index(truth.name()) + off) % labels.size()));
  }
}
