package org.al4j.examples.ups;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.al4j.examples.claim.Claim;
import org.al4j.examples.claim.Rule;
import org.al4j.examples.ups.SubsamplingSeed.Arm;

/**
 * What PLASM claims of pool subsampling, and what a seed is judged by.
 *
 * @param byClaim of each claim its number; NaN where a run has none
 */
public record SubsamplingClaims(Map<Claim, ToDoubleFunction<SubsamplingSeed>> byClaim) {
  private static final double MARGIN = 0.01;
  private static final double TENTH = 0.15;
  private static final double TOLERANCE = 0.05;
  private static final String PLASM = "Tsvigun et al. 2022, ";

  /** A number of table 2: of a query, how much the top share of the pool held. */
  private record Held(int query, double top, double published) {}

  private static final List<Held> HELD =
      List.of(
          new Held(1, 0.1, 0.503),
          new Held(2, 0.1, 0.649),
          new Held(6, 0.1, 0.924),
          new Held(1, 0.5, 0.980),
          new Held(2, 0.5, 0.991),
          new Held(6, 0.5, 1.0));

  /**
   * The claims.
   *
   * @param score by which models are measured
   * @param tags whether of tags, whose times are those of CoNLL-2003
   */
  public static SubsamplingClaims of(String score, boolean tags) {
    Map<Claim, ToDoubleFunction<SubsamplingSeed>> all = new LinkedHashMap<>();
    addQuality(all, score);
    addCost(all, tags);
    if (!tags) { // the paper has this table of AG News alone
      HELD.forEach(held -> all.put(claim(held), seed -> seed.top(held.query(), held.top())));
    }
    all.put(
        new Claim(
            tags
                ? "a small model with UPS saves more than a third of a large one's time"
                : "a small model with UPS saves more than half of a large one's time",
            PLASM + (tags ? "table 6" : "table 1"),
            tags ? "+.47 (846 s for 1606 s)" : "+.63 (5537 s for 15123 s)",
            Rule.above("share of the time to train and to choose saved", tags ? 1 / 3.0 : 0.5)),
        SubsamplingSeed::saved);
    return new SubsamplingClaims(all);
  }

  private static void addQuality(Map<Claim, ToDoubleFunction<SubsamplingSeed>> all, String score) {
    all.put(
        new Claim(
            "UPS loses nothing against scoring everything",
            PLASM + "figures 4 and 11",
            "",
            Rule.noLoss(score + " over the run of UPS less full scoring", MARGIN)),
        seed -> seed.gain(Arm.UPS));
    all.put(
        new Claim(
            "a random subsample of as many texts loses",
            PLASM + "figures 12 and 13",
            "",
            Rule.negative(score + " over the run of a random subsample less full scoring")),
        seed -> seed.gain(Arm.RANDOM));
  }

  private static void addCost(Map<Claim, ToDoubleFunction<SubsamplingSeed>> all, boolean tags) {
    all.put(
        new Claim(
            "a sampled query takes about a tenth of the forward passes",
            PLASM + "section 3.4",
            ".110 expected",
            below("passes of UPS over those of full scoring in the sampled queries")),
        SubsamplingSeed::passes);
    all.put(
        new Claim(
            "a sampled query takes about a tenth of the time",
            PLASM + (tags ? "table 6" : "table 1"),
            tags ? ".11 to .13 (2.0 s for 18.9 s)" : ".10 (59 s for 601 s)",
            below("seconds to choose of UPS over those of full scoring in the sampled queries")),
        SubsamplingSeed::seconds);
  }

  private static Rule below(String quantity) {
    return new Rule(quantity, TENTH, false, Rule.SEEDS);
  }

  private static Claim claim(Held held) {
    String top = String.format(Locale.ROOT, "the top %.0f %%", 100 * held.top());
    double threshold = Math.round(1000 * (held.published() - TOLERANCE)) / 1000.0;
    return new Claim(
        String.format(
            Locale.ROOT,
            "%s by the model before hold %.3f of query %d, or .05 less",
            top,
            held.published(),
            held.query()),
        PLASM + "table 2, AG News",
        String.format(Locale.ROOT, "%.3f", held.published()),
        Rule.above("share of query " + held.query() + " in " + top, threshold));
  }

  /** The claims in their order. */
  public List<Claim> claims() {
    return List.copyOf(byClaim.keySet());
  }

  /** What each is judged by, one number a seed; nothing where a seed has none. */
  public Map<Claim, double[]> measured(List<SubsamplingSeed> seeds) {
    Map<Claim, double[]> all = new LinkedHashMap<>();
    byClaim.forEach(
        (claim, number) -> {
          double[] values = seeds.stream().mapToDouble(number).toArray();
          if (Arrays.stream(values).noneMatch(Double::isNaN)) {
            all.put(claim, values);
          }
        });
    return all;
  }
}
