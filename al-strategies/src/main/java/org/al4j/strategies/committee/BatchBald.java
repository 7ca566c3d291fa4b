package org.al4j.strategies.committee;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selected;
import org.al4j.core.query.Selection;
import org.al4j.strategies.internal.Spending;

/**
 * Selects the texts whose labels would together tell most about which member is right: what one of
 * them tells is not paid for twice, so copies and near copies are not selected together.
 *
 * <p><b>Utility</b>: what a candidate's label {@code y} adds to those already chosen, {@code I(y; c
 * | y_1, ..., y_b) = E[H(sum_c w_c p^c) - sum_c w_c H(p^c)]} in nats, over the configurations of
 * the chosen ones' labels, {@code w_c} being how probable each makes member c. Chosen greedily,
 * largest first; the sum over a batch is the mutual information {@code I(y_1, ..., y_b; c)} of its
 * labels and the member. The first is {@link Bald}. No batch can tell more than {@code log m}: with
 * few members a long batch uses that up, and what then adds nothing (under 1e-9) follows by BALD.
 * Ties go to the larger BALD, then to the smaller id.
 *
 * <p><b>Needs</b>: MEMBER_PROBABILITIES {@code [m, n, C]}, best of a committee, whose member c is
 * the same model for every text. Dropout passes are taken too; see the departures.
 *
 * <p><b>Cost</b>: {@code O(s m C)} and {@code s C} logarithms for each candidate that is evaluated,
 * with {@code s = min(C^b, configurations)}; {@code n b} evaluations at most, few of them as a
 * rule. Memory {@code n m C} floats and {@code 3 s m} doubles.
 *
 * <p><b>Source</b>: Kirsch, van Amersfoort and Gal 2019, BatchBALD: Efficient and Diverse Batch
 * Acquisition for Deep Bayesian Active Learning, algorithm 1 and section 3.
 *
 * <p><b>Departures</b>: exact as long as the possible configurations are at most {@code
 * configurations}. Beyond, where the paper draws configurations anew for each pick, those of the
 * pick before are extended by a systematic sample, which is unbiased too. The gain never grows as
 * the batch does (it is submodular), so a candidate is evaluated again only where its last gain
 * would put it first (Minoux 1978), and a sampled gain is cut to the last one. The paper's members
 * are dropout masks that stay the same for all texts of a pass (consistent dropout). The passes of
 * this library's transformer draw masks for each text (from its tokens, so that what a text gets
 * does not depend on its neighbours): pass c of two texts is not one model, and unless the texts
 * are equal what their labels have in common goes unseen, which leaves little but BALD.
 *
 * @param configurations the most configurations of labels that are held, from 1 to {@value #MOST}
 */
public record BatchBald(int configurations) implements QueryStrategy {
  /** The largest number of configurations. */
  public static final int MOST = 100_000;

  /** What is smaller is rounding: probabilities are float32. */
  private static final double NOTHING = 1e-9;

  /** Refuses a number out of range. */
  public BatchBald {
    if (configurations < 1 || configurations > MOST) {
      throw new IllegalArgumentException(
          "configurations must lie in [1, " + MOST + "], found " + configurations);
    }
  }

  /**
   * A candidate with what it added when it was last evaluated.
   *
   * @param batch how many were chosen then
   */
  private record Entry(int position, double gain, double bald, int batch) {
    static final Comparator<Entry> BEST_FIRST =
        Comparator.comparingDouble(Entry::gain)
            .thenComparingDouble(Entry::bald)
            .reversed()
            .thenComparingInt(Entry::position);
  }

  @Override
  public String describe() {
    return toString();
  }

  @Override
  public Set<Output> needs() {
    return Set.of(Output.MEMBER_PROBABILITIES);
  }

  @Override
  public Selection select(
      AcquisitionModel model, Candidates candidates, Budget budget, QueryContext context) {
    if (candidates.size() == 0) {
      return new Selection(List.of());
    }
    MemberTable table = MemberTable.of(model, candidates);
    PriorityQueue<Entry> queue = new PriorityQueue<>(candidates.size(), Entry.BEST_FIRST);
    for (int i = 0; i < candidates.size(); i++) {
      queue.add(new Entry(i, table.bald(i), table.bald(i), 0));
    }
    Configurations batch = new Configurations(table.members(), configurations);
    Spending spending = new Spending(budget);
    List<Selected> chosen = new ArrayList<>();
    while (!queue.isEmpty() && !spending.isSpent()) {
      Entry best = best(queue, table, batch, chosen.size());
      Instance instance = candidates.get(best.position());
      if (!spending.takes(instance)) {
        break;
      }
      chosen.add(new Selected(instance, best.gain()));
      if (best.gain() > 0) { // else it tells nothing, and neither does anything left
        batch.include(table.row(best.position()), context.random());
      }
    }
    return new Selection(chosen);
  }

  /** Takes the candidate that adds most to a batch of {@code size}. */
  private static Entry best(
      PriorityQueue<Entry> queue, MemberTable table, Configurations batch, int size) {
    Entry top = queue.remove();
    while (top.batch() < size && top.gain() > 0) {
      double gain = Math.min(top.gain(), batch.gain(table.row(top.position())));
      queue.add(new Entry(top.position(), gain < NOTHING ? 0 : gain, top.bald(), size));
      top = queue.remove();
    }
    return top;
  }
}
