package org.al4j.core.pool;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.function.IntPredicate;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.jspecify.annotations.Nullable;

/**
 * Which instances of a shared {@link Corpus} are labelled, unlabelled or skipped. Immutable:
 * labelling gives the next pool. A next pool copies two bit sets (at a million instances 250 kB,
 * well under a millisecond) and links to the labels of the previous one. Many changes at once are
 * made by an {@linkplain #edit() editor}, with one copy for all of them.
 *
 * @param <A> the kind of annotation
 */
public final class Pool<A extends Annotation> {
  /** The labels added by one step, linked to those before. */
  record Batch<A extends Annotation>(@Nullable Batch<A> previous, List<Labelled<A>> items) {}

  /**
   * The labels.
   *
   * @param last the batch added last
   * @param count how many instances are labelled
   * @param rewritten whether a batch may hold what later ones changed or took back
   */
  record Labels<A extends Annotation>(@Nullable Batch<A> last, int count, boolean rewritten) {}

  final Corpus corpus;
  final BitSet unlabelled;
  final BitSet skipped;
  final Labels<A> labels;

  Pool(Corpus corpus, BitSet unlabelled, BitSet skipped, Labels<A> labels) {
    this.corpus = corpus;
    this.unlabelled = unlabelled;
    this.skipped = skipped;
    this.labels = labels;
  }

  /** A pool in which nothing is labelled. */
  public static <A extends Annotation> Pool<A> unlabelled(Corpus corpus) {
    BitSet all = new BitSet(corpus.size());
    all.set(0, corpus.size());
    return new Pool<>(corpus, all, new BitSet(), new Labels<>(null, 0, false));
  }

  /** A pool in which nothing is labelled. */
  public static <A extends Annotation> Pool<A> unlabelled(Collection<Instance> instances) {
    return unlabelled(Corpus.of(instances));
  }

  /** A pool in which the data set's items are labelled, and what has no label is not. */
  public static <A extends Annotation> Pool<A> of(Dataset<A> dataset) {
    return Pool.<A>unlabelled(dataset.corpus()).label(dataset.items());
  }

  /**
   * The pool after the given instances were labelled.
   *
   * @throws InvalidInputException if one is not in the corpus or is labelled already; nothing is
   *     labelled then
   */
  public Pool<A> label(List<Labelled<A>> items) {
    PoolEditor<A> editor = edit();
    items.forEach(editor::label);
    return editor.pool();
  }

  /** The pool after the given ids were set aside: they are neither asked again nor trained on. */
  public Pool<A> skip(Collection<String> ids) {
    PoolEditor<A> editor = edit();
    ids.forEach(editor::skip);
    return editor.pool();
  }

  /**
   * This pool and further instances, unlabelled. Ordinals stay what they are.
   *
   * @throws InvalidInputException if an id is in the corpus already
   */
  public Pool<A> grow(Collection<Instance> instances) {
    PoolEditor<A> editor = edit();
    editor.grow(instances);
    return editor.pool();
  }

  /** Makes changes of which this pool knows nothing. */
  public PoolEditor<A> edit() {
    return new PoolEditor<>(this);
  }

  /** The same after the unlabelled instances whose ordinals pass were set aside. */
  public Pool<A> skip(IntPredicate ordinals) {
    BitSet set = new BitSet();
    unlabelled.stream().filter(ordinals).forEach(set::set);
    if (set.isEmpty()) {
      return this;
    }
    BitSet nextUnlabelled = (BitSet) unlabelled.clone();
    nextUnlabelled.andNot(set);
    set.or(skipped);
    return new Pool<>(corpus, nextUnlabelled, set, labels);
  }

  /** All instances, whatever their state. */
  public Corpus corpus() {
    return corpus;
  }

  /** The labelled instances, ordered by id. Cost: O(m log m) for m labels. */
  public List<Labelled<A>> labelled() {
    List<Labelled<A>> all = new ArrayList<>(labels.count());
    BitSet seen = new BitSet();
    for (Batch<A> batch = labels.last(); batch != null; batch = batch.previous()) {
      if (labels.rewritten()) {
        addNewest(batch, seen, all);
      } else {
        all.addAll(batch.items());
      }
    }
    all.sort(Comparator.comparing(item -> item.instance().id()));
    return List.copyOf(all);
  }

  /** What no later label has changed or taken back. */
  private void addNewest(Batch<A> batch, BitSet seen, List<Labelled<A>> all) {
    for (int i = batch.items().size() - 1; i >= 0; i--) {
      Labelled<A> item = batch.items().get(i);
      int ordinal = ordinal(item.instance().id());
      if (isLabelled(ordinal) && !seen.get(ordinal)) {
        seen.set(ordinal);
        all.add(item);
      }
    }
  }

  /** How many instances are labelled. */
  public int labelledCount() {
    return labels.count();
  }

  /** How many instances are neither labelled nor skipped. */
  public int unlabelledCount() {
    return unlabelled.cardinality();
  }

  /** How many instances were set aside. */
  public int skippedCount() {
    return skipped.cardinality();
  }

  /** Whether the instance at {@code ordinal} is neither labelled nor skipped. */
  public boolean isUnlabelled(int ordinal) {
    return unlabelled.get(ordinal);
  }

  /** Whether the instance at {@code ordinal} was set aside. */
  public boolean isSkipped(int ordinal) {
    return skipped.get(ordinal);
  }

  /** Whether the instance at {@code ordinal} is labelled. */
  public boolean isLabelled(int ordinal) {
    return !unlabelled.get(ordinal) && !skipped.get(ordinal);
  }

  /** The ordinals of the unlabelled instances, ascending. */
  public PrimitiveIterator.OfInt unlabelledOrdinals() {
    return unlabelled.stream().iterator();
  }

  private int ordinal(String id) {
    return ordinal(corpus, id);
  }

  static int ordinal(Corpus corpus, String id) {
    int ordinal = corpus.ordinal(id);
    if (ordinal < 0) {
      throw new InvalidInputException(
          "instance '" + id + "' is not in the corpus of " + corpus.size() + " instances");
    }
    return ordinal;
  }
}
