package org.al4j.strategies.anchors;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.view.TextView;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.CandidatePolicy;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.RoundContext;
import org.al4j.core.settings.Settings;
import org.al4j.strategies.internal.matrix.Matrix;

/**
 * Similarity search for efficient active learning: the candidates are what is nearest to anything
 * that was ever labelled. They grow by the neighbours of each new label, whatever the size of the
 * pool. Any strategy runs on top.
 *
 * <p><b>Utility</b>: none of a model. An instance is a candidate once it was among the {@code K}
 * unlabelled ones whose embeddings have the largest cosine with that of a labelled one, at the time
 * when that was labelled.
 *
 * <p><b>Needs</b>: a view of the texts that offers EMBEDDING {@code [n, d]}; labels. Where nothing
 * is labelled, everything is a candidate.
 *
 * <p><b>Cost</b>: {@code O(n d)} for each new label, exactly, one pass a round over the view's
 * embeddings; a bit an instance twice. The model scores at most {@code K} times the labels.
 *
 * <p><b>Source</b>: Coleman et al. 2022, Similarity Search for Efficient Active Learning and Search
 * of Rare Concepts, algorithm 1.
 *
 * <p><b>Departures</b>: neighbours are exact, not those of an approximate index. Fewer candidates
 * than the budget takes are topped up at random.
 *
 * <p>A policy belongs to one run. It is not safe for use by several threads.
 */
public final class Seals implements CandidatePolicy {
  private static final int MAGIC = 0x5345414c; // SEAL
  private final TextView view;
  private final int neighbours;
  private BitSet near = new BitSet();
  private BitSet known = new BitSet();

  private Seals(TextView view, int neighbours) {
    if (neighbours < 1) {
      throw new IllegalArgumentException("neighbours must be at least 1, found " + neighbours);
    }
    this.view = view;
    this.neighbours = neighbours;
  }

  /**
   * A policy.
   *
   * @param view of the texts; its owner closes what is behind it
   * @param neighbours K; 100 in the paper
   */
  public static Seals of(TextView view, int neighbours) {
    return new Seals(view, neighbours);
  }

  @Override
  public String describe() {
    return "Seals(" + view.name() + ", " + neighbours + ")";
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("Seals").with("view", view.name()).with("neighbours", neighbours).toMap();
  }

  @Override
  public Candidates choose(Pool<?> pool, RoundContext round) {
    if (pool.labelledCount() == 0 || pool.unlabelledCount() == 0) {
      return Candidates.all(pool);
    }
    grow(pool);
    BitSet chosen = (BitSet) near.clone();
    topUp(chosen, pool, round);
    return Candidates.where(pool, chosen::get);
  }

  /** Adds the neighbours of what was labelled since. */
  private void grow(Pool<?> pool) {
    List<Instance> fresh = new ArrayList<>();
    BitSet after = (BitSet) known.clone(); // not known where the search fails: it is made again
    for (Labelled<?> item : pool.labelled()) {
      int ordinal = pool.corpus().ordinal(item.instance().id());
      if (!known.get(ordinal)) {
        after.set(ordinal);
        fresh.add(item.instance());
      }
    }
    if (fresh.isEmpty()) {
      return;
    }
    Matrix embeddings = Anchors.embeddings(view.model(), fresh);
    float[][] vectors = new float[fresh.size()][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = embeddings.row(i);
    }
    NearestInPool found = NearestInPool.find(view.model(), pool, vectors, neighbours);
    for (int i = 0; i < vectors.length; i++) {
      for (int place : found.nearest(i)) {
        near.set(found.ordinal(place));
      }
    }
    known = after;
  }

  private static void topUp(BitSet chosen, Pool<?> pool, RoundContext round) {
    double filled = 0;
    List<Integer> rest = new ArrayList<>();
    for (PrimitiveIterator.OfInt all = pool.unlabelledOrdinals(); all.hasNext(); ) {
      int ordinal = all.nextInt();
      if (filled >= round.budget().limit()) {
        return;
      }
      if (chosen.get(ordinal)) {
        filled += round.budget().weight(pool.corpus().get(ordinal));
      } else {
        rest.add(ordinal);
      }
    }
    for (int i = 0; i < rest.size() && filled < round.budget().limit(); i++) {
      Collections.swap(rest, i, i + round.random().nextInt(rest.size() - i));
      int ordinal = rest.get(i);
      chosen.set(ordinal);
      filled += round.budget().weight(pool.corpus().get(ordinal));
    }
  }

  @Override
  public Optional<byte[]> state() {
    byte[] one = near.toByteArray();
    byte[] other = known.toByteArray();
    ByteBuffer out = ByteBuffer.allocate(12 + one.length + other.length);
    out.putInt(MAGIC).putInt(one.length).putInt(other.length).put(one).put(other);
    return Optional.of(out.array());
  }

  @Override
  public void restore(byte[] state) {
    ByteBuffer in = ByteBuffer.wrap(state);
    boolean whole = state.length >= 12 && in.getInt() == MAGIC;
    int one = whole ? in.getInt() : 0;
    int other = whole ? in.getInt() : 0;
    if (!whole || one < 0 || other < 0 || state.length != 12L + one + other) {
      throw new InvalidInputException(
          "the saved state of the neighbours cannot be read: "
              + state.length
              + " bytes do not hold what they announce; restore the run's state folder");
    }
    near = BitSet.valueOf(in.slice(12, one));
    known = BitSet.valueOf(in.slice(12 + one, other));
  }
}
