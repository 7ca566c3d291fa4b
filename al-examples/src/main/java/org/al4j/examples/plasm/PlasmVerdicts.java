package org.al4j.examples.plasm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.examples.claim.Claim;
import org.al4j.examples.claim.Rule;

/**
 * The claims of PLASM, and what each is judged by.
 *
 * @param differences of each claim about quality, which two curves are compared
 * @param time the claim about the time of acquisition
 */
public record PlasmVerdicts(Map<Claim, Difference> differences, Claim time) {
  private static final double MARGIN = 0.01;
  private static final double SAVED = 0.3;
  private static final String FIGURES = "PLASM, figures 3 and 8 to 10";

  /** Of a successor, what it makes of one kind of labels less another. */
  public record Difference(String successor, PlasmArm one, PlasmArm other) {}

  /** Whom the claims are about, by the names in tables; the first successor has all of them. */
  public record Names(
      String student, String teacher, String weak, String large, List<String> successors) {}

  /** The name of a curve. */
  public static String curve(String successor, PlasmArm arm) {
    return successor + ", " + arm.title();
  }

  /**
   * The claims, in the order of the paper.
   *
   * @param score what quality is
   * @throws InvalidInputException if there is no successor
   */
  public static PlasmVerdicts of(String score, Names names) {
    if (names.successors().isEmpty()) {
      throw new InvalidInputException("--successors must name at least one");
    }
    Map<Claim, Difference> all = new LinkedHashMap<>();
    String first = names.successors().get(0);
    String run = score + " of " + first + " over the run, ";
    all.put(
        new Claim(
            "PLASM trains " + first + " no worse than labels it acquires itself",
            FIGURES,
            "level or ahead",
            Rule.noLoss(run + "with PLASM less on its own labels", MARGIN)),
        new Difference(first, PlasmArm.PSEUDO, PlasmArm.ITSELF));
    for (String successor : names.successors()) {
      all.put(
          new Claim(
              "the teacher's pseudo-labels are a gain for " + successor,
              FIGURES,
              "ahead",
              Rule.positive(
                  score + " of " + successor + " over the run, with PLASM less without them")),
          new Difference(successor, PlasmArm.PSEUDO, PlasmArm.STUDENT));
    }
    ablation(all, run, first, PlasmArm.BY_STUDENT, "the student " + names.student());
    ablation(all, run, first, PlasmArm.BY_ITSELF, "the successor " + first);
    ablation(all, run, first, PlasmArm.BY_WEAK, "a weak model, " + names.weak() + ",");
    filter(all, run, first, PlasmArm.CONFIDENT, "confidence");
    filter(all, run, first, PlasmArm.TRACIN, "self-influence (TracIn)");
    return new PlasmVerdicts(
        all,
        new Claim(
            names.student() + " acquires in at least 30 % less time than " + names.large(),
            "PLASM, tables 1 and 6",
            "+.35 on AG News, +.32 on CoNLL-2003",
            Rule.above("share saved of the seconds to train and to score", SAVED)));
  }

  private static void ablation(
      Map<Claim, Difference> all, String run, String successor, PlasmArm arm, String who) {
    all.put(
        new Claim(
            "pseudo-labels of " + who + " in place of the teacher's lose",
            FIGURES,
            "behind",
            Rule.negative(run + "with these less with the teacher's")),
        new Difference(successor, arm, PlasmArm.PSEUDO));
  }

  private static void filter(
      Map<Claim, Difference> all, String run, String successor, PlasmArm arm, String by) {
    all.put(
        new Claim(
            "to drop pseudo-labels by " + by + " is a gain",
            "PLASM, section 3.3",
            "",
            Rule.positive(run + "with fewer less with all of them")),
        new Difference(successor, arm, PlasmArm.PSEUDO));
  }

  /** All of them. */
  public List<Claim> claims() {
    List<Claim> all = new ArrayList<>(differences.keySet());
    all.add(time);
    return all;
  }

  /**
   * What each is judged by; a claim about rows that were not asked for has nothing.
   *
   * @param saved of each seed the share of the time
   */
  public Map<Claim, double[]> measured(SourceCurves curves, double[] saved) {
    Map<Claim, double[]> all = new LinkedHashMap<>();
    differences.forEach(
        (claim, of) ->
            all.put(
                claim,
                curves.differences(
                    curve(of.successor(), of.one()), curve(of.successor(), of.other()))));
    all.put(time, saved);
    return all;
  }
}
