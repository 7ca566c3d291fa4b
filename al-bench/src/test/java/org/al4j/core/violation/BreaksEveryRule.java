package org.al4j.core.violation;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Random;
import org.al4j.core.data.ClassLabel;
import org.al4j.metrics.violation.internal.Hidden;
import org.apache.commons.math3.random.RandomGenerator;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Reaches up the arrows, round a circle, into another module's internals, for SameDiff, for one
 * kind of annotation, for a die, prints, and shows Guava's types.
 */
public final class BreaksEveryRule {
  private BreaksEveryRule() {}

  /** A Guava type where callers see it. */
  public static ImmutableList<String> guava() {
    return ImmutableList.of(Hidden.NAME);
  }

  /** A Commons Math type in a type argument. */
  public static int commons(List<RandomGenerator> generators) {
    return generators.size();
  }

  /** One kind of annotation where all are meant. */
  public static ClassLabel label() {
    return new ClassLabel("sport");
  }

  /** A die of its own, and its throw told to nobody. */
  public static void print() {
    System.out.println(new Random(1).nextInt());
  }

  /** A class that only al-models may use. */
  public static Object graph() {
    return SameDiff.create();
  }

  /** A class that ND4J keeps for itself. */
  public static Object shaded() {
    return org.nd4j.shade.guava.collect.ImmutableList.of();
  }
}
