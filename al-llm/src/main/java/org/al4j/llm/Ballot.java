package org.al4j.llm;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.data.Annotation;

/**
 * Several answers of a model about one text.
 *
 * <p><b>Formula.</b> {@code H = -sum p log2 p} in bits over the shares of the answers; those that
 * are no label of the project, or in no form that can be read, count as one more answer. Smaller is
 * surer, 0 if all are the same.
 *
 * <p><b>Source.</b> Entropy over several answers as what sends a text to people: Li et al. 2023,
 * "CoAnnotating: Uncertainty-Guided Work Allocation between Human and Large Language Models for
 * Data Annotation". <b>Departures.</b> The answers are to one prompt, drawn at a temperature, where
 * the paper varies the prompt.
 *
 * @param votes how many answers say what, those of one number in the order in which they came
 * @param unfit how many say nothing that can be used
 * @param <A> the kind of annotation
 */
public record Ballot<A extends Annotation>(Map<A, Integer> votes, int unfit) {
  /** Copies the map. */
  public Ballot {
    votes = Collections.unmodifiableMap(new LinkedHashMap<>(votes));
  }

  /** Counts answers; an empty one is unfit. */
  static <A extends Annotation> Ballot<A> of(Collection<Optional<A>> answers) {
    Map<A, Integer> votes = new LinkedHashMap<>();
    answers.forEach(one -> one.ifPresent(label -> votes.merge(label, 1, Integer::sum)));
    int fit = votes.values().stream().mapToInt(count -> count).sum();
    return new Ballot<>(votes, answers.size() - fit);
  }

  /** How many answers there are. */
  public int size() {
    return unfit + votes.values().stream().mapToInt(count -> count).sum();
  }

  /** The entropy of the answers in bits, from 0 to the logarithm of their number. */
  public double entropy() {
    double entropy = part(unfit);
    for (int count : votes.values()) {
      entropy += part(count);
    }
    return entropy;
  }

  private double part(int count) {
    double share = (double) count / size();
    return count == 0 ? 0 : -share * StrictMath.log(share) / StrictMath.log(2);
  }

  /** What more answers say than anything else; empty if nothing is ahead, or no label is. */
  public Optional<A> majority() {
    int most = Math.max(unfit, votes.values().stream().mapToInt(count -> count).max().orElse(0));
    var first = votes.entrySet().stream().filter(one -> one.getValue() == most).toList();
    boolean alone = first.size() == 1 && unfit < most;
    return alone ? Optional.of(first.get(0).getKey()) : Optional.empty();
  }

  /**
   * The majority if the model is sure enough; else people are asked.
   *
   * @param mostEntropy in bits
   */
  public Optional<A> confident(double mostEntropy) {
    return entropy() <= mostEntropy ? majority() : Optional.empty();
  }
}
