package org.al4j.examples.paper;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.examples.claim.Claim;
import org.al4j.examples.claim.ClaimSheet;
import org.al4j.examples.claim.Rule;
import org.al4j.metrics.curve.SeedCurve;

/**
 * The claims of Degen 2019, and one of ours.
 *
 * @param first with the fewest labels
 * @param shrinks from these to the most
 * @param overHead with the most
 * @param majority share of the test texts that the most frequent answer gets right
 */
record TransferClaims(Claim first, Claim shrinks, Claim overHead, double majority) {
  static final String SCRATCH = "random weights";
  static final String TUNED = "pre-trained";
  static final String HEAD = "head";

  /** Accuracy above that of the most frequent answer. */
  private static final double LEARNT = 0.02;

  static TransferClaims of(List<Integer> labels, List<Labelled<ClassLabel>> test) {
    int least = labels.get(0);
    int most = labels.get(labels.size() - 1);
    String gap = "accuracy of pre-trained less random weights";
    return new TransferClaims(
        new Claim(
            "pre-trained weights are ahead with few labels",
            "Degen 2019",
            "+.226 with 500",
            Rule.positive(gap + " with " + least + " labels")),
        new Claim(
            "with more labels the gap shrinks",
            "Degen 2019",
            "+.203, from .226 with 500 to .023 with 10,000",
            Rule.positive(gap + " with " + least + " labels, less that with " + most)),
        new Claim(
            "with many labels fine-tuning is ahead of a head on the frozen encoder",
            "a question of ours",
            "",
            Rule.positive("accuracy of fine-tuned less head with " + most + " labels")),
        majority(test));
  }

  ClaimSheet sheet(List<String> substitutions) {
    return new ClaimSheet(
        "Pre-trained against random weights", List.of(first, shrinks, overHead), substitutions);
  }

  /**
   * What each is judged by. That the gap shrinks is judged only where the random weights have
   * learnt something with the most labels, with every seed: else they were not trained, whatever
   * the labels.
   */
  Map<Claim, double[]> measured(Map<String, List<SeedCurve>> curves) {
    Map<Claim, double[]> all = new LinkedHashMap<>();
    double[] few = gaps(curves, SCRATCH, false);
    double[] many = gaps(curves, SCRATCH, true);
    double[] shrunk = new double[few.length];
    Arrays.setAll(shrunk, seed -> few[seed] - many[seed]);
    all.put(first, few);
    boolean learnt =
        Objects.requireNonNull(curves.get(SCRATCH)).stream()
            .allMatch(one -> one.qualities().get(one.size() - 1) > majority + LEARNT);
    all.put(shrinks, learnt ? shrunk : new double[0]);
    all.put(overHead, gaps(curves, HEAD, true));
    return all;
  }

  /** Of each seed the accuracy of the pre-trained less another's, with fewest or most labels. */
  private static double[] gaps(Map<String, List<SeedCurve>> curves, String other, boolean most) {
    List<SeedCurve> tuned = Objects.requireNonNull(curves.get(TUNED));
    List<SeedCurve> others = Objects.requireNonNull(curves.get(other));
    double[] gaps = new double[tuned.size()];
    for (int seed = 0; seed < gaps.length; seed++) {
      List<Double> own = tuned.get(seed).qualities();
      int at = most ? own.size() - 1 : 0;
      gaps[seed] = own.get(at) - others.get(seed).qualities().get(at);
    }
    return gaps;
  }

  private static double majority(List<Labelled<ClassLabel>> test) {
    Map<ClassLabel, Long> counts =
        test.stream().collect(Collectors.groupingBy(Labelled::annotation, Collectors.counting()));
    return (double) Collections.max(counts.values()) / test.size();
  }
}
