package org.al4j.strategies.anchors;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.view.TextView;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.CandidatePolicy;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.RoundContext;
import org.al4j.core.settings.Settings;
import org.al4j.strategies.internal.matrix.KMeans;
import org.al4j.strategies.internal.matrix.Matrix;

/**
 * Candidates near to anchors of every class: so that a rare class is looked for where it was found,
 * and a large pool need not be scored. Of each class up to so many labelled instances are anchors,
 * chosen for variety; what is nearest to each is retrieved, and what is nearest on average to the
 * anchors that retrieved it are the candidates. Any strategy runs on top.
 *
 * <p><b>Utility</b>: none of a model. An instance's score is the mean cosine of its embedding with
 * the anchors whose {@code K} nearest it is among; the {@code M} of largest score are candidates.
 *
 * <p><b>Needs</b>: a view of the texts that offers EMBEDDING {@code [n, d]}; labels. Where nothing
 * is labelled, everything is a candidate.
 *
 * <p><b>Cost</b>: {@code O(n d A)} for {@code A} anchors of all classes together, exactly, one pass
 * over the view's embeddings; 8 bytes an unlabelled instance. The model scores at most {@code M}.
 *
 * <p><b>Source</b>: Lesci and Vlachos 2024, AnchorAL: Computationally Efficient Active Learning for
 * Large and Imbalanced Datasets, section 3.
 *
 * <p><b>Departures</b>: neighbours are exact, not those of an approximate index. Anchors are drawn
 * as k-means++ draws its seeds. Fewer candidates than the budget takes are topped up by the largest
 * cosine with any anchor. Labels without classes count as one class.
 *
 * @param view of the texts; its owner closes what is behind it
 * @param anchors of a class at most, at least 1
 * @param neighbours of an anchor, K, at least 1
 * @param most candidates, M, at least 1
 */
public record AnchorAl(TextView view, int anchors, int neighbours, int most)
    implements CandidatePolicy {
  /** As in the paper: 10 anchors, 50 neighbours, 10,000 candidates at most. */
  public static final AnchorAl.Size PAPER = new Size(10, 50, 10_000);

  /** The numbers. */
  public record Size(int anchors, int neighbours, int most) {}

  /** Refuses numbers below 1. */
  public AnchorAl {
    if (anchors < 1 || neighbours < 1 || most < 1) {
      throw new IllegalArgumentException(
          "anchors, neighbours and most must be at least 1, found "
              + anchors
              + ", "
              + neighbours
              + ", "
              + most);
    }
  }

  /** With the paper's numbers. */
  public static AnchorAl of(TextView view) {
    return new AnchorAl(view, PAPER.anchors, PAPER.neighbours, PAPER.most);
  }

  @Override
  public String describe() {
    return "AnchorAl(" + view.name() + ", " + anchors + ", " + neighbours + ", " + most + ")";
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("AnchorAl")
        .with("view", view.name())
        .with("anchors", anchors)
        .with("neighbours", neighbours)
        .with("most", most)
        .toMap();
  }

  @Override
  public Candidates choose(Pool<?> pool, RoundContext round) {
    float[][] vectors = vectors(pool, round.random());
    if (vectors.length == 0 || pool.unlabelledCount() == 0) {
      return Candidates.all(pool);
    }
    NearestInPool near = NearestInPool.find(view.model(), pool, vectors, neighbours);
    BitSet places = new BitSet(near.size());
    ranked(near, vectors.length).stream().limit(most).forEach(places::set);
    topUp(places, near, pool, round.budget());
    BitSet ordinals = new BitSet();
    places.stream().forEach(place -> ordinals.set(near.ordinal(place)));
    return Candidates.where(pool, ordinals::get);
  }

  /** The anchors of all classes. */
  private float[][] vectors(Pool<?> pool, RandomGenerator random) {
    List<float[]> all = new ArrayList<>();
    for (List<Instance> members : byClass(pool).values()) {
      Matrix embeddings = Anchors.embeddings(view.model(), members);
      int width = embeddings.columns();
      int count = Math.min(anchors, members.size());
      float[] drawn = KMeans.seeds(embeddings, count, random);
      for (int i = 0; i < count; i++) {
        float[] vector = new float[width];
        System.arraycopy(drawn, i * width, vector, 0, width);
        all.add(vector);
      }
    }
    return all.toArray(float[][]::new);
  }

  private static NavigableMap<String, List<Instance>> byClass(Pool<?> pool) {
    NavigableMap<String, List<Instance>> all = new TreeMap<>();
    for (Labelled<?> item : pool.labelled()) {
      for (String name : classes(item.annotation())) {
        all.computeIfAbsent(name, first -> new ArrayList<>()).add(item.instance());
      }
    }
    return all;
  }

  private static List<String> classes(Annotation annotation) {
    if (annotation instanceof ClassLabel label) {
      return List.of(label.name());
    }
    return annotation instanceof LabelSet set ? set.names() : List.of("");
  }

  /** Places that some anchor retrieved, by their mean cosine with those that did. */
  private static List<Integer> ranked(NearestInPool near, int vectors) {
    Map<Integer, double[]> sums = new HashMap<>();
    for (int v = 0; v < vectors; v++) {
      int[] places = near.nearest(v);
      for (int i = 0; i < places.length; i++) {
        double[] sum = sums.computeIfAbsent(places[i], first -> new double[2]);
        sum[0] += near.similarities(v)[i];
        sum[1]++;
      }
    }
    Comparator<Map.Entry<Integer, double[]>> order =
        Comparator.comparingDouble(one -> -one.getValue()[0] / one.getValue()[1]);
    return sums.entrySet().stream()
        .sorted(order.thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Adds the nearest until the candidates can fill the budget. */
  private static void topUp(BitSet places, NearestInPool near, Pool<?> pool, Budget budget) {
    double filled = 0;
    for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
      filled += budget.weight(pool.corpus().get(near.ordinal(place)));
    }
    if (filled >= budget.limit()) {
      return;
    }
    List<Integer> rest =
        IntStream.range(0, near.size())
            .filter(place -> !places.get(place))
            .boxed()
            .sorted(Comparator.comparingDouble(place -> -near.best(place)))
            .toList();
    for (int place : rest) {
      if (filled >= budget.limit()) {
        return;
      }
      places.set(place);
      filled += budget.weight(pool.corpus().get(near.ordinal(place)));
    }
  }
}
