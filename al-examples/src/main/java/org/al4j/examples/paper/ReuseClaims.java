package org.al4j.examples.paper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.al4j.examples.claim.Claim;
import org.al4j.examples.claim.Rule;
import org.al4j.metrics.curve.Aulc;
import org.al4j.metrics.curve.Estimate;
import org.al4j.metrics.curve.LearningCurve;
import org.jspecify.annotations.Nullable;

/**
 * The claims of Larionov (HSE), each by whose labels it compares on the successor.
 *
 * @param byPair claims, those of one pair after the other
 */
record ReuseClaims(Map<Pair, Claim> byPair) {
  static final String ITSELF = "itself";
  static final String RANDOM = "random";
  private static final double MARGIN = 0.005;

  /**
   * What the thesis has of a kind of data: its table, and REU of a student that was distilled from
   * the successor, and of a model of another kind.
   */
  enum Published {
    TAGS(
        "Larionov, table 1", "REU +.048, DistilBERT for BERT", "REU -.209, ELECTRA-small for BERT"),
    CLASSES(
        "Larionov, table 3", "REU -.138, DistilBERT for BERT", "REU -.968, DistilGPT-2 for BERT"),
    SINGLE_LABELS(
        "Larionov, table 4, its exception",
        "REU -.824, DistilRuBERT for RuBERT",
        "REU -.661, MiniLM for BERT");

    private final String source;
    private final String kin;
    private final String foreign;

    Published(String source, String kin, String foreign) {
      this.source = source;
      this.kin = kin;
      this.foreign = foreign;
    }
  }

  /**
   * Whose labels are compared on the successor.
   *
   * @param less whose quality over the run is taken off
   */
  record Pair(String labels, String less) {}

  /**
   * Who acquires.
   *
   * @param kin distilled from the successor
   * @param foreign of another kind
   * @param elaborate kin that were distilled alike but for what is learnt, simplest first; none if
   *     fewer than two
   * @param sizes kin that were distilled alike but for their layers, smallest first; none if fewer
   *     than two
   */
  record Acquirers(
      List<String> kin, List<String> foreign, List<String> elaborate, List<String> sizes) {
    /** Copies the lists. */
    Acquirers {
      kin = List.copyOf(kin);
      foreign = List.copyOf(foreign);
      elaborate = List.copyOf(elaborate);
      sizes = List.copyOf(sizes);
    }
  }

  static ReuseClaims of(Acquirers who, String score, Published published) {
    Map<Pair, Claim> all = new LinkedHashMap<>();
    String own = score + " over the run on its labels less on its own, not REU";
    for (String name : who.kin()) {
      all.put(
          new Pair(name, ITSELF),
          new Claim(
              "labels of " + name + ", distilled from the successor, are as good as its own",
              published.source,
              published.kin,
              Rule.noLoss(own, MARGIN)));
      all.put(
          new Pair(name, RANDOM),
          new Claim(
              "labels of " + name + " are reusable: better than random ones",
              published.source,
              "REU above -1",
              Rule.positive(score + " over the run on its labels less on random ones")));
    }
    for (String name : who.foreign()) {
      all.put(
          new Pair(name, ITSELF),
          new Claim(
              "labels of " + name + ", of another kind, are worse than its own",
              published.source,
              published.foreign,
              Rule.negative(own)));
    }
    String less = score + " over the run on labels of the first less on those of the second";
    if (who.elaborate().size() > 1) {
      String most = last(who.elaborate());
      String least = who.elaborate().get(0);
      all.put(
          new Pair(most, least),
          new Claim(
              "labels of "
                  + most
                  + ", distilled more elaborately, are worse than those of "
                  + least,
              "Larionov, table 1",
              "REU -.100 and +.048, TinyBERT and DistilBERT for BERT on CoNLL-2003",
              Rule.negative(less)));
    }
    if (who.sizes().size() > 1) {
      String large = last(who.sizes());
      String small = who.sizes().get(0);
      all.put(
          new Pair(large, small),
          new Claim(
              "labels of " + large + ", which is larger, are better than those of " + small,
              "Larionov, tables 2 and 4",
              "REU -.824 and -1.381, DistilRuBERT and RuBERT-tiny for RuBERT on CEDR",
              Rule.positive(less)));
    }
    return new ReuseClaims(all);
  }

  private static String last(List<String> names) {
    return names.get(names.size() - 1);
  }

  List<Claim> all() {
    return List.copyOf(byPair.values());
  }

  /**
   * What each is judged by, seed by seed. As good as its own choice is judged only where that is
   * better than random choice: nothing would be shown by the like of random labels.
   *
   * @param curves of the successor by whose labels, with the same seeds
   */
  Map<Claim, double[]> measured(Map<String, LearningCurve> curves) {
    Estimate gain = Estimate.of(differences(curves.get(ITSELF), curves.get(RANDOM)));
    boolean pays = gain.halfWidth().isPresent() && gain.lower().getAsDouble() > 0;
    Map<Claim, double[]> all = new LinkedHashMap<>();
    byPair.forEach(
        (pair, claim) -> {
          boolean level = pair.less().equals(ITSELF) && claim.rule().threshold() < 0;
          double[] values = differences(curves.get(pair.labels()), curves.get(pair.less()));
          all.put(claim, level && !pays ? new double[0] : values);
        });
    return all;
  }

  /** Of each seed. */
  private static double[] differences(@Nullable LearningCurve one, @Nullable LearningCurve other) {
    Objects.requireNonNull(one);
    Objects.requireNonNull(other);
    double[] all = new double[one.seeds().size()];
    for (int seed = 0; seed < all.length; seed++) {
      all[seed] = Aulc.area(one.seeds().get(seed)) - Aulc.area(other.seeds().get(seed));
    }
    return all;
  }
}
