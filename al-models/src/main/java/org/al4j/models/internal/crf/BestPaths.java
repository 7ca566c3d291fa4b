package org.al4j.models.internal.crf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The k best paths of a sequence under a linear chain, exactly: each tag of each word keeps its k
 * best beginnings. {@code O(C (C + k C))} a word, {@code k C} numbers of memory a word. Equal
 * scores go to the tag that comes first in the label space, from the end of the sequence on.
 */
public final class BestPaths {
  private final CrfWeights weights;
  private final TagConstraints constraints;
  private final int tags;
  private final int k;

  /**
   * For a chain.
   *
   * @param constraints which paths count; {@link TagConstraints#none} for all
   * @param k how many are wanted, at least 1
   */
  public BestPaths(CrfWeights weights, TagConstraints constraints, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("at least 1 path must be wanted, found " + k);
    }
    this.weights = weights;
    this.constraints = constraints;
    this.tags = weights.tags();
    this.k = k;
  }

  /**
   * The beginnings that end at one word.
   *
   * @param scores {@code [C, k]}, best first, minus infinity where there are fewer
   * @param back the place {@code tag k + rank} of what each extends, {@code [C, k]}
   */
  @SuppressWarnings("ArrayRecordComponent") // a working value
  private record Beginnings(double[] scores, int[] back) {}

  /** The paths of one sequence, best first; fewer than k where there are no more. */
  public List<TagPath> of(Emissions emissions, int sequence) {
    emissions.requireTags(tags);
    int words = emissions.chains().length(sequence);
    int first = emissions.chains().first(sequence) * tags;
    List<Beginnings> all = new ArrayList<>();
    all.add(firstWord(emissions.scores(), first));
    for (int word = 1; word < words; word++) {
      all.add(next(all.get(word - 1), emissions.scores(), first + word * tags));
    }
    return paths(all);
  }

  private Beginnings firstWord(float[] scores, int row) {
    Beginnings begun = nothing(tags);
    for (int to = 0; to < tags; to++) {
      if (constraints.mayStart(to)) {
        begun.scores[to * k] = (double) weights.start()[to] + scores[row + to];
      }
    }
    return begun;
  }

  private Beginnings next(Beginnings before, float[] scores, int row) {
    Beginnings after = nothing(tags);
    double[] added = new double[tags];
    for (int to = 0; to < tags; to++) {
      for (int from = 0; from < tags; from++) {
        added[from] =
            constraints.mayFollow(from, to)
                ? (double) weights.transitions()[from * tags + to] + scores[row + to]
                : Double.NEGATIVE_INFINITY;
      }
      merge(before, added, after, to * k);
    }
    return after;
  }

  private Beginnings nothing(int rows) {
    Beginnings none = new Beginnings(new double[rows * k], new int[rows * k]);
    Arrays.fill(none.scores, Double.NEGATIVE_INFINITY);
    return none;
  }

  /** The k best of all tags' lists, each raised by its number. */
  private void merge(Beginnings before, double[] added, Beginnings after, int out) {
    int[] taken = new int[tags];
    for (int rank = 0; rank < k; rank++) {
      int best = -1;
      double most = Double.NEGATIVE_INFINITY;
      for (int from = 0; from < tags; from++) {
        double score =
            taken[from] == k
                ? Double.NEGATIVE_INFINITY
                : before.scores[from * k + taken[from]] + added[from];
        if (score > most) {
          most = score;
          best = from;
        }
      }
      if (best < 0) {
        return;
      }
      after.scores[out + rank] = most;
      after.back[out + rank] = best * k + taken[best]++;
    }
  }

  private List<TagPath> paths(List<Beginnings> all) {
    Beginnings ends = nothing(1);
    double[] added = new double[tags];
    for (int tag = 0; tag < tags; tag++) {
      added[tag] = weights.end()[tag];
    }
    merge(all.get(all.size() - 1), added, ends, 0);
    List<TagPath> paths = new ArrayList<>();
    for (int rank = 0; rank < k && ends.scores[rank] > Double.NEGATIVE_INFINITY; rank++) {
      Integer[] path = new Integer[all.size()];
      int place = ends.back[rank];
      for (int word = path.length - 1; word >= 0; word--) {
        path[word] = place / k;
        place = all.get(word).back[place];
      }
      paths.add(new TagPath(List.of(path), ends.scores[rank]));
    }
    return paths;
  }
}
