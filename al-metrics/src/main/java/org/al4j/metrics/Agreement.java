package org.al4j.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.TagSequence;
import org.al4j.core.people.Judgement;
import org.al4j.core.people.Judgements;

/**
 * How far annotators agree beyond what chance would give.
 *
 * <p><b>Range and direction.</b> 1 is perfect agreement, 0 what chance would give, below 0 less;
 * larger is better. Annotations are compared by {@code equals}, as nominal values. NaN where it is
 * not defined: if nobody ever said a second thing, chance agrees always too.
 */
public final class Agreement {
  private Agreement() {}

  /**
   * Cohen's kappa of two annotators who judged the same items.
   *
   * <p><b>Formula.</b> {@code (po - pe) / (1 - pe)}: observed agreement {@code po}, and {@code pe =
   * sum_c p1(c) p2(c)} from each one's own shares of the classes.
   *
   * <p><b>Source.</b> Cohen 1960, "A Coefficient of Agreement for Nominal Scales".
   *
   * @throws IllegalArgumentException if the lists differ in length or are empty
   */
  public static <T> double cohen(List<T> first, List<T> second) {
    MetricChecks.sameLength("first annotations", first.size(), "second annotations", second.size());
    double n = first.size();
    Map<T, Integer> firstCounts = new HashMap<>();
    Map<T, Integer> secondCounts = new HashMap<>();
    int same = 0;
    for (int i = 0; i < first.size(); i++) {
      firstCounts.merge(first.get(i), 1, Integer::sum);
      secondCounts.merge(second.get(i), 1, Integer::sum);
      same += first.get(i).equals(second.get(i)) ? 1 : 0;
    }
    double products = 0;
    for (Map.Entry<T, Integer> entry : firstCounts.entrySet()) {
      products += (double) entry.getValue() * secondCounts.getOrDefault(entry.getKey(), 0);
    }
    return beyondChance(same / n, products / (n * n));
  }

  /**
   * Cohen's kappa of two annotators of a run, on the instances that both judged.
   *
   * @throws IllegalArgumentException if there is no such instance
   */
  public static <A extends Annotation> double cohen(
      Judgements<A> judgements, String first, String second) {
    List<A> firsts = new ArrayList<>();
    List<A> seconds = new ArrayList<>();
    for (List<Judgement<A>> said : judgements.byInstance()) {
      for (Judgement<A> one : said) {
        for (Judgement<A> other : said) {
          if (one.annotator().equals(first) && other.annotator().equals(second)) {
            firsts.add(one.annotation());
            seconds.add(other.annotation());
          }
        }
      }
    }
    return cohen(firsts, seconds);
  }

  /**
   * Cohen's kappa over words of two annotators of a run who tagged the same sentences: each word's
   * tag counts, so that sentences which differ in one word still agree in the others.
   *
   * <p><b>Formula.</b> {@code (p_o - p_e) / (1 - p_e)} over all words. <b>Range.</b> At most 1.
   * <b>Direction.</b> Larger is more agreement; 0 is chance.
   *
   * @throws IllegalArgumentException if there is no word that both tagged
   */
  public static double cohenOfWords(
      Judgements<TagSequence> judgements, String first, String second) {
    List<String> firsts = new ArrayList<>();
    List<String> seconds = new ArrayList<>();
    for (List<Judgement<TagSequence>> said : judgements.byInstance()) {
      for (Judgement<TagSequence> one : said) {
        for (Judgement<TagSequence> other : said) {
          if (one.annotator().equals(first) && other.annotator().equals(second)) {
            firsts.addAll(one.annotation().tags());
            seconds.addAll(other.annotation().tags());
          }
        }
      }
    }
    return cohen(firsts, seconds);
  }

  /**
   * Fleiss' kappa of items that were judged equally often, by whomever.
   *
   * <p><b>Formula.</b> {@code (P - Pe) / (1 - Pe)}: {@code P} the mean over items of the share of
   * pairs of judgements that agree, {@code Pe} the sum of the squared shares of the classes.
   *
   * <p><b>Source.</b> Fleiss 1971, "Measuring Nominal Scale Agreement Among Many Raters".
   *
   * @param counts {@code [items][classes]}: how many gave an item a class; each row has the same
   *     sum, at least 2
   * @throws IllegalArgumentException if there is no item, or rows differ in sum or length
   */
  public static double fleiss(int[][] counts) {
    if (counts.length == 0) {
      throw new IllegalArgumentException("agreement needs at least one item, found none");
    }
    int raters = sum(counts[0]);
    long[] classes = new long[counts[0].length];
    double pairs = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i].length != classes.length || sum(counts[i]) != raters || raters < 2) {
        throw new IllegalArgumentException(
            "each item needs the same number of judgements, at least 2, of the same classes; item "
                + i
                + " has "
                + sum(counts[i])
                + " and item 0 has "
                + raters
                + "; Krippendorff's alpha takes items with missing judgements");
      }
      for (int c = 0; c < classes.length; c++) {
        classes[c] += counts[i][c];
        pairs += (double) counts[i][c] * (counts[i][c] - 1);
      }
    }
    double n = counts.length;
    double squares = 0;
    for (long count : classes) {
      squares += Math.pow(count / (n * raters), 2);
    }
    return beyondChance(pairs / (n * raters * (raters - 1)), squares);
  }

  /**
   * Krippendorff's alpha for nominal values; judgements may be missing.
   *
   * <p><b>Formula.</b> {@code 1 - Do / De} over the values of items with at least two: {@code Do =
   * 1/n sum_u (pairs of different values in u) / (m_u - 1)} with {@code m_u} values on item {@code
   * u}, {@code De = 1/(n (n - 1)) sum over ordered pairs of different values}, {@code n} values in
   * all.
   *
   * <p><b>Source.</b> Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability".
   *
   * @param items the values that each item was given, without the missing ones; items with one are
   *     left out
   * @return NaN if no item has two values, too
   */
  public static double krippendorff(Collection<? extends Collection<?>> items) {
    Map<Object, Long> totals = new HashMap<>();
    double observed = 0;
    long n = 0;
    for (Collection<?> values : items) {
      int m = values.size();
      if (m < 2) {
        continue;
      }
      Map<Object, Long> counts = new HashMap<>();
      values.forEach(value -> counts.merge(value, 1L, Long::sum));
      long same = counts.values().stream().mapToLong(count -> count * (count - 1)).sum();
      observed += (m * (m - 1.0) - same) / (m - 1);
      counts.forEach((value, count) -> totals.merge(value, count, Long::sum));
      n += m;
    }
    double all = n;
    double same = totals.values().stream().mapToDouble(count -> count * (count - 1.0)).sum();
    double expected = (all * (all - 1) - same) / (all - 1);
    return expected > 0 ? 1 - observed / expected : Double.NaN;
  }

  /** Krippendorff's alpha of all judgements of a run, known items left out. */
  public static <A extends Annotation> double krippendorff(Judgements<A> judgements) {
    return krippendorff(
        judgements.byInstance().stream()
            .map(said -> said.stream().map(Judgement::annotation).toList())
            .toList());
  }

  private static double beyondChance(double observed, double chance) {
    return chance < 1 ? (observed - chance) / (1 - chance) : Double.NaN;
  }

  private static int sum(int[] row) {
    int sum = 0;
    for (int count : row) {
      sum += count;
    }
    return sum;
  }
}
