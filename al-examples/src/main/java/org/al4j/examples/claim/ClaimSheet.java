package org.al4j.examples.claim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.al4j.core.io.AtomicFile;
import org.al4j.metrics.curve.Estimate;

/**
 * The claims of an experiment: told before the run with their rules, after it with what was
 * measured.
 *
 * @param title what is run
 * @param claims to be judged
 * @param substitutions what differs from the publication: data, models, sizes
 */
public record ClaimSheet(String title, List<Claim> claims, List<String> substitutions) {
  /** Copies the lists. */
  public ClaimSheet {
    claims = List.copyOf(claims);
    substitutions = List.copyOf(substitutions);
  }

  /** What is said before the run: claims, rules, substitutions. */
  public String before() {
    StringBuilder out = new StringBuilder(title).append('\n');
    for (Claim claim : claims) {
      out.append("claim: ").append(claim.text()).append(" (").append(claim.source()).append(")\n");
      out.append("  judged by ").append(claim.rule().sentence()).append('\n');
    }
    substitutions.forEach(
        line -> out.append("in place of the paper's: ").append(line).append('\n'));
    return out.toString();
  }

  /**
   * The table <i>claim | paper | ours | seeds | verdict</i>, in Markdown.
   *
   * @param measured of each claim the values by seed; a claim without any is undecided
   */
  public String after(Map<Claim, double[]> measured) {
    StringBuilder out =
        new StringBuilder("| claim | paper | ours | seeds | verdict |\n|---|---:|---:|---:|---|\n");
    for (Claim claim : claims) {
      double[] values = measured.getOrDefault(claim, new double[0]);
      List<String> cells = new ArrayList<>(List.of(claim.text(), claim.published()));
      if (values.length == 0) {
        cells.addAll(List.of("-", "0", ClaimVerdict.UNDECIDED.words() + ": not measured"));
      } else {
        Estimate ours = Estimate.of(values);
        cells.add(interval(ours));
        cells.add(Integer.toString(ours.n()));
        cells.add(words(claim.rule(), ours));
      }
      out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
    return out.toString();
  }

  private static String words(Rule rule, Estimate ours) {
    ClaimVerdict verdict = rule.verdict(ours);
    return ours.n() < rule.seeds()
        ? verdict.words() + ": it takes " + rule.seeds() + " seeds"
        : verdict.words();
  }

  private static String interval(Estimate ours) {
    OptionalDouble half = ours.shownHalfWidth();
    String mean = String.format(Locale.ROOT, "%+.3f", ours.mean());
    return half.isEmpty()
        ? mean
        : String.format(
            Locale.ROOT,
            "%s [%+.3f, %+.3f]",
            mean,
            ours.lower().getAsDouble(),
            ours.upper().getAsDouble());
  }

  /**
   * Writes {@code claims.md}: what was said before, and the table.
   *
   * @param dir is there
   */
  public void write(Path dir, Map<Claim, double[]> measured) throws IOException {
    String text = before() + "\n" + after(new LinkedHashMap<>(measured));
    AtomicFile.write(dir.resolve("claims.md"), text.getBytes(StandardCharsets.UTF_8));
  }
}
