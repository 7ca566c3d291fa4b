package org.al4j.strategies.tagging;

import static org.al4j.strategies.tagging.TagModel.logs;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.TagSequence;
import org.al4j.core.data.TargetText;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Utility;
import org.al4j.strategies.Strategies;
import org.junit.jupiter.api.Test;

/** Small numbers, by hand. */
class TaggingFormulaTest {
  /** Has a finite logarithm. */
  private static final double ZERO = 1e-30;

  private static double of(TagModel model, Utility utility) {
    return model.utilities(utility).get("a");
  }

  @Test
  void score_oneSentence_isTheFormulasNumber() {
    TagModel model =
        new TagModel().put("a", logs(new double[] {.5, .25, .25}, new double[] {.1, .8, .1}));
    assertEquals(-(Math.log(.5) + Math.log(.8)) / 2, of(model, new Mnlp(Mnlp.Of.SEQUENCE)), 1e-7);
    assertEquals(-(Math.log(.5) + Math.log(.8)) / 2, of(model, new Mnlp(Mnlp.Of.WORDS)), 1e-7);
    double first = .5 * Math.log(2) + .5 * Math.log(4);
    double second = .8 * Math.log(1.25) + .2 * Math.log(10);
    assertEquals(first + second, of(model, new TokenEntropy(TokenEntropy.Of.TOTAL)), 1e-6);
    assertEquals((first + second) / 2, of(model, new TokenEntropy(TokenEntropy.Of.MEAN)), 1e-6);
    assertEquals(first, of(model, new TokenEntropy(TokenEntropy.Of.LARGEST)), 1e-6);
    assertEquals(.75, of(model, new SmallestTokenMargin()), 1e-7);
    assertEquals(-.4, of(model, new SequenceLeastConfidence()), 1e-7);
  }

  /** Three members, two words: they agree on the second. */
  @Test
  void score_committee_isTheMeanOverTheWords() {
    TagModel model =
        new TagModel()
            .put(
                "a",
                logs(new double[] {1, ZERO, ZERO}, new double[] {.2, .7, .1}),
                logs(new double[] {1, ZERO, ZERO}, new double[] {.2, .7, .1}),
                logs(new double[] {ZERO, 1, ZERO}, new double[] {.2, .7, .1}));
    double third = Math.log(3) - 2.0 / 3 * Math.log(2);
    assertEquals(third / 2, of(model, new TokenVoteEntropy()), 1e-6);
    assertEquals(third / 2, of(model, new TokenBald()), 1e-6);
  }

  @Test
  void score_bestSequences_isTheirEntropy() {
    TagModel model =
        new TagModel()
            .put("a", logs(new double[] {.5, .5}))
            .put("b", logs(new double[] {.5, .5}))
            .best("a", .4, .2, .2)
            .best("b", 1);
    double half = .5 * Math.log(2) + .5 * Math.log(4);
    Map<String, Double> normalised = model.utilities(new BestSequencesEntropy(true));
    assertEquals(half, normalised.get("a"), 1e-6);
    assertEquals(0, normalised.get("b"), 1e-9);
    double plain = -.4 * Math.log(.4) - .4 * Math.log(.2);
    assertEquals(plain, of(model, new BestSequencesEntropy(false)), 1e-6);
  }

  /** One minus their probability is 1 for both. */
  @Test
  void leastConfidence_longSentences_areKeptApart() {
    TagModel model =
        new TagModel()
            .put("a", logs(new double[] {.5, .5}))
            .put("b", logs(new double[] {.5, .5}))
            .likelihood("a", -60)
            .likelihood("b", -80);
    assertEquals(1 - Math.exp(-60), 1 - Math.exp(-80));
    assertEquals(List.of("b", "a"), model.select(Tagging.leastConfidence(), Budget.items(2)).ids());
  }

  @Test
  void mnlp_textThatIsNoWords_countsThoseThatTaggersCut() {
    Map<Output, FloatTable> logs =
        Map.of(
            Output.SEQUENCE_LOG_LIKELIHOOD,
            new FloatTable(new float[] {-6, 0, -3}, new long[] {3}));
    List<Instance> texts =
        List.of(
            Instance.ofText("a", " one  two,"),
            Instance.ofText("b", " "),
            Instance.ofText("c", "\u0007"));
    double[] out = new double[3];
    try (Outputs block = Outputs.ofTables(0, texts, logs)) {
      new Mnlp(Mnlp.Of.SEQUENCE).score(block, out);
    }
    assertArrayEquals(new double[] {2, 0, 3}, out);
  }

  @Test
  void kinds_areThoseOfTheFormula() {
    Set<Class<? extends Annotation>> tags = Set.of(TagSequence.class);
    for (String name :
        List.of(
            "mnlp",
            "token-entropy",
            "token-margin",
            "token-bald",
            "token-vote-entropy",
            "roi(utility=mnlp)",
            "uncertainty-then-cluster(utility=mnlp)")) {
      assertEquals(tags, Strategies.named(name).kinds(), name);
    }
    for (String name : List.of("sequence-least-confidence", "best-sequences-entropy")) {
      assertEquals(
          Set.of(TagSequence.class, TargetText.class), Strategies.named(name).kinds(), name);
    }
    assertThrows(InvalidInputException.class, () -> Strategies.named("mnlp", ClassLabel.class));
  }

  @Test
  void named_parameters_areTheRecords() {
    assertEquals(Tagging.mnlp(), Strategies.named("mnlp"));
    assertEquals(new Mnlp(Mnlp.Of.WORDS), Strategies.utility("mnlp(of=words)"));
    assertEquals(Tagging.meanTokenEntropy(), Strategies.named("token-entropy"));
    assertEquals(Tagging.totalTokenEntropy(), Strategies.named("token-entropy(of=total)"));
    assertNotEquals(Tagging.totalTokenEntropy(), Strategies.named("token-entropy(of=largest)"));
    assertEquals(Tagging.margin(), Strategies.named("token-margin"));
    assertEquals(Tagging.bestSequencesEntropy(), Strategies.named("best-sequences-entropy"));
    assertEquals(Tagging.bald(), Strategies.named("token-bald"));
    assertEquals(Tagging.voteEntropy(), Strategies.named("token-vote-entropy"));
  }
}
