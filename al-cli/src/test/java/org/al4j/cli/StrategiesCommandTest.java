package org.al4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.al4j.core.query.StrategyProvider;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.named.KnownPolicy;
import org.al4j.strategies.named.QueryPlan;
import org.junit.jupiter.api.Test;

class StrategiesCommandTest {
  private static List<String> printed() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    assertEquals(0, Al.run(new PrintWriter(out, true), new PrintWriter(err, true), "strategies"));
    assertEquals("", err.toString());
    return out.toString().lines().toList();
  }

  /** The lines of a name, without what indents them. */
  private static List<String> entry(String name) {
    List<String> lines = printed();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(name + " ")) {
        return lines.subList(i, i + 4).stream().map(String::strip).toList();
      }
    }
    throw new AssertionError(name + " is not listed");
  }

  @Test
  void strategies_everyNameThatSimulateTakes_isListedOnce() {
    List<String> expected =
        Stream.concat(
                Strategies.known().stream().map(StrategyProvider::name),
                QueryPlan.policies().stream().map(KnownPolicy::name))
            .toList();
    List<String> listed =
        printed().stream()
            .filter(line -> line.matches("[a-z-]+  .*"))
            .map(line -> line.split(" ", 2)[0])
            .toList();
    assertEquals(expected, listed);
    assertTrue(listed.contains("ups-top") && listed.contains("margin"), listed::toString);
  }

  @Test
  void strategies_plainOne_hasNeedsCostAndSource() {
    List<String> margin = entry("margin");
    assertTrue(margin.get(0).endsWith("  where the two most probable classes are nearest"));
    assertEquals("needs: PROBABILITIES; source: Scheffer et al. 2001", margin.get(1));
    assertEquals("cost: O(C) a candidate", margin.get(2));
    assertEquals("needs: nothing; source: the baseline of all papers", entry("random").get(1));
  }

  @Test
  void strategies_each_sayForWhichLabelsTheyAre() {
    assertEquals("labels: class", entry("margin").get(3));
    assertEquals("labels: set", entry("cvirs").get(3));
    assertEquals("labels: number", entry("variance").get(3));
    assertEquals("labels: class, set, number, tags", entry("random").get(3));
    assertEquals("labels: those of what its parameters name", entry("staged").get(3));
  }

  @Test
  void strategies_madeOfOthersOrOfFiles_sayWhatTheyNeedAllTheSame() {
    assertEquals(
        "needs: what strategy needs; source: the lecture \"Active Learning\"",
        entry("affordable").get(1));
    assertEquals("needs: what either needs; source: Monarch 2021", entry("staged").get(1));
    assertEquals("needs: what utility needs; source: Settles et al. 2008", entry("roi").get(1));
    assertEquals(
        "needs: PROBABILITIES, EMBEDDING, of the validation texts too; source: Monarch 2021",
        entry("active-transfer").get(1));
  }

  @Test
  void strategies_policies_followTheirHeading() {
    List<String> lines = printed();
    assertTrue(lines.contains("") && lines.get(lines.indexOf("") + 1).startsWith("Candidate pol"));
    assertEquals(
        "needs: what utility needs; a strategy that looks at the model; source: Tsvigun et al."
            + " 2022",
        entry("ups").get(1));
  }
}
