package org.al4j.strategies.ups;

import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.CandidatePolicy;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.RoundContext;
import org.al4j.core.query.Utility;
import org.al4j.core.settings.Settings;

/**
 * Unlabelled pool subsampling: in most rounds only what was uncertain when last scored, and a
 * thinning sample of the rest, goes through the model; the others keep their last score. What the
 * budget does not admit or the strategy does not consider is not ranked.
 *
 * <p><b>Utility</b>: its own, for the ranking: larger is more uncertain. With {@code r_i = i / n}
 * the relative rank of instance {@code i = 0..n-1}, most uncertain first, it is kept with
 * probability {@code exp(-max(0, r_i - gamma) / T)}, independently. Some queries score everything:
 * see {@link FullRounds}. Any strategy that looks at the model runs on top; its forward pass gives
 * the new scores, there is no second one.
 *
 * <p><b>Needs</b>: what its utility needs, PROBABILITIES {@code [n, C]} for least confidence.
 *
 * <p><b>Cost</b>: {@code O(n log n)} comparisons a round; 16 bytes an instance while choosing, 8
 * between. The expected share of the pool that is scored is {@code gamma + T (1 - exp(-(1 - gamma)
 * / T))}: 0.110 for the paper's 0.1 and 0.01.
 *
 * <p><b>Source</b>: Tsvigun et al. 2022, Towards Computationally Feasible Deep Active Learning
 * (PLASM), section 3.4.
 *
 * <p><b>Departures</b>: the paper sorts ascending, which read literally would keep what is certain;
 * as in the authors' code the most uncertain come first. The sign of proportionality is read as
 * equality. Beyond both: a draw smaller than the budget is topped up by rank, which is logged and
 * counted in {@link #report()}; what was never scored is always a candidate, so nothing depends on
 * the order of storage; the scores are saved with the run.
 *
 * <p>A policy belongs to one run. It is not safe for use by several threads.
 */
public final class Ups implements CandidatePolicy {
  private static final System.Logger LOG = System.getLogger(Ups.class.getName());
  private final UpsSettings settings;
  private final UpsSampling sampling;
  private final UpsMemory memory = new UpsMemory();

  private Ups(UpsSettings settings, UpsSampling sampling) {
    this.settings = settings;
    this.sampling = sampling;
  }

  /** Pool subsampling. */
  public static Ups of(UpsSettings settings) {
    return new Ups(settings, UpsSampling.UPS);
  }

  /**
   * A baseline of the paper's ablation: as many as are expected under the same settings, drawn
   * uniformly; the same rounds score everything.
   */
  public static Ups randomSubsample(UpsSettings settings) {
    return new Ups(settings, UpsSampling.RANDOM);
  }

  /**
   * A baseline of the paper's ablation: as many as are expected under the same settings, the most
   * uncertain ones; the same rounds score everything.
   */
  public static Ups topShare(UpsSettings settings) {
    return new Ups(settings, UpsSampling.TOP);
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("Ups").with("sampling", sampling).withComponents(settings).toMap();
  }

  @Override
  public String describe() {
    return "Ups(" + sampling.name().toLowerCase(Locale.ROOT) + ", " + settings + ")";
  }

  @Override
  public Optional<Utility> utility() {
    return Optional.of(settings.utility());
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the policy was used in another run before
   */
  @Override
  public Candidates choose(Pool<?> pool, RoundContext round) {
    if (round.round() == 0 && memory.isFresh()) {
      return Candidates.all(pool); // no model chooses, nothing will be scored
    }
    memory.begin(round.round(), pool.corpus().size());
    int n = pool.unlabelledCount();
    if (settings.fullRounds().contains(round.round() - 1) || !memory.knowsAny()) {
      memory.record(new UpsRound(round.round(), true, n, n, 0, 0));
      return Candidates.all(pool);
    }
    Ranking ranking = Ranking.of(pool, memory);
    BitSet ranks = sampling.draw(settings, n, round.random());
    ranks.set(0, ranking.unknown());
    int toppedUp = topUp(ranks, ranking, pool, round.budget());
    memory.record(new UpsRound(round.round(), false, n, ranks.cardinality(), toppedUp, 0));
    BitSet ordinals = new BitSet(pool.corpus().size());
    ranks.stream().forEach(rank -> ordinals.set(ranking.ordinal(rank)));
    return Candidates.where(pool, ordinals::get);
  }

  /** Adds the next ranks until the candidates can fill the budget; returns how many. */
  private int topUp(BitSet ranks, Ranking ranking, Pool<?> pool, Budget budget) {
    double filled = 0;
    for (int rank = ranks.nextSetBit(0); rank >= 0; rank = ranks.nextSetBit(rank + 1)) {
      filled += budget.weight(pool.corpus().get(ranking.ordinal(rank)));
      if (filled >= budget.limit()) {
        return 0;
      }
    }
    int added = 0;
    for (int rank = ranks.nextClearBit(0);
        rank < ranking.size() && filled < budget.limit();
        rank = ranks.nextClearBit(rank + 1)) {
      ranks.set(rank);
      filled += budget.weight(pool.corpus().get(ranking.ordinal(rank)));
      added++;
    }
    if (added > 0) {
      LOG.log(
          System.Logger.Level.INFO,
          "{0} drew {1} candidates, fewer than {2} need; {3} were added by rank",
          describe(),
          ranks.cardinality() - added,
          budget.describe(),
          added);
    }
    return added;
  }

  @Override
  public void observe(int ordinal, double utility) {
    memory.observe(ordinal, utility);
  }

  @Override
  public Optional<byte[]> state() {
    return memory.isFresh() ? Optional.empty() : Optional.of(memory.save());
  }

  @Override
  public void restore(byte[] state) {
    memory.load(state);
  }

  /**
   * The score by which an instance was ranked last: that of the newest query that was chosen, where
   * it was a candidate, else an older one. A policy that was {@linkplain #restore restored} from
   * the state of a query has those of its model, so that a run's record tells how that model ranked
   * the pool.
   *
   * @param ordinal the instance's corpus ordinal
   * @return larger is more uncertain; empty where it was never scored
   */
  public OptionalDouble lastScore(int ordinal) {
    float score = memory.lastScore(ordinal);
    return Float.isNaN(score) ? OptionalDouble.empty() : OptionalDouble.of(score);
  }

  /** How many forward passes were made and saved so far. */
  public UpsReport report() {
    return new UpsReport(memory.rounds());
  }
}
