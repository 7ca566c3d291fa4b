package org.al4j.core.pool;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;

/**
 * Makes many changes to a pool at the price of one: the bit sets are copied at the first change
 * after {@link #pool()}, whatever number of changes follow. For one thread.
 *
 * @param <A> the kind of annotation
 */
public final class PoolEditor<A extends Annotation> {
  private final List<Labelled<A>> added = new ArrayList<>();
  private Pool<A> pool;
  private Corpus corpus;
  private BitSet unlabelled;
  private BitSet skipped;
  private int labelledCount;
  private int skippedCount;
  private boolean rewritten;
  private boolean changed;

  PoolEditor(Pool<A> pool) {
    this.pool = pool;
    this.corpus = pool.corpus;
    this.unlabelled = pool.unlabelled;
    this.skipped = pool.skipped;
    this.labelledCount = pool.labels.count();
    this.skippedCount = pool.skipped.cardinality();
    this.rewritten = pool.labels.rewritten();
  }

  /**
   * Labels an instance.
   *
   * @throws InvalidInputException if it is not in the corpus or is labelled already
   */
  public void label(Labelled<A> item) {
    int ordinal = ordinal(item.instance().id());
    if (isLabelled(ordinal)) {
      throw new InvalidInputException(
          "instance '" + item.instance().id() + "' is labelled already");
    }
    change();
    skippedCount -= skipped.get(ordinal) ? 1 : 0;
    unlabelled.clear(ordinal);
    skipped.clear(ordinal);
    added.add(item);
    labelledCount++;
  }

  /**
   * Gives a labelled instance another label.
   *
   * @throws InvalidInputException if it is not labelled
   */
  public void relabel(Labelled<A> item) {
    requireLabelled(item.instance().id());
    change();
    added.add(item);
    rewritten = true;
  }

  /**
   * Takes an instance's label back: it is unlabelled then.
   *
   * @throws InvalidInputException if it is not labelled
   */
  public void unlabel(String id) {
    int ordinal = requireLabelled(id);
    change();
    unlabelled.set(ordinal);
    labelledCount--;
    rewritten = true;
  }

  /** Sets an unlabelled instance aside; does nothing to any other. */
  public void skip(String id) {
    int ordinal = ordinal(id);
    if (unlabelled.get(ordinal)) {
      change();
      unlabelled.clear(ordinal);
      skipped.set(ordinal);
      skippedCount++;
    }
  }

  /**
   * Adds unlabelled instances.
   *
   * @throws InvalidInputException if an id is in the corpus already
   */
  public void grow(Collection<Instance> instances) {
    Corpus grown = corpus.plus(instances);
    if (grown.size() > corpus.size()) {
      change();
      unlabelled.set(corpus.size(), grown.size());
      corpus = grown;
    }
  }

  /** All instances as they are now. */
  public Corpus corpus() {
    return corpus;
  }

  /** How many instances are labelled now. */
  public int labelledCount() {
    return labelledCount;
  }

  /** How many instances are set aside now. */
  public int skippedCount() {
    return skippedCount;
  }

  /** Whether the instance at {@code ordinal} is neither labelled nor skipped now. */
  public boolean isUnlabelled(int ordinal) {
    return unlabelled.get(ordinal);
  }

  /** Whether the instance at {@code ordinal} is set aside now. */
  public boolean isSkipped(int ordinal) {
    return skipped.get(ordinal);
  }

  /** The pool with all changes so far; the same object until the next change. */
  public Pool<A> pool() {
    if (changed) {
      Pool.Batch<A> last = pool.labels.last();
      Pool.Batch<A> next = added.isEmpty() ? last : new Pool.Batch<>(last, List.copyOf(added));
      Pool.Labels<A> labels = new Pool.Labels<>(next, labelledCount, rewritten);
      pool = new Pool<>(corpus, unlabelled, skipped, labels);
      added.clear();
      changed = false;
    }
    return pool;
  }

  /** The bit sets belong to the pool that was given out: changes are made in copies. */
  private void change() {
    if (!changed) {
      unlabelled = (BitSet) unlabelled.clone();
      skipped = (BitSet) skipped.clone();
      changed = true;
    }
  }

  private boolean isLabelled(int ordinal) {
    return !unlabelled.get(ordinal) && !skipped.get(ordinal);
  }

  private int requireLabelled(String id) {
    int ordinal = ordinal(id);
    if (!isLabelled(ordinal)) {
      throw new InvalidInputException("instance '" + id + "' is not labelled");
    }
    return ordinal;
  }

  private int ordinal(String id) {
    return Pool.ordinal(corpus, id);
  }
}
