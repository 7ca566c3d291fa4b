package org.al4j.core.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.TagSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model made of an instance, and how wrong that was, in numbers worked out by hand. */
class BeliefTest {
  private static final LabelSpace ABC = LabelSpace.of("a", "b", "c");
  private static final LabelSpace GROWN = LabelSpace.of("a", "b", "c", "d");

  private static double loss(Belief belief, Annotation given) {
    return belief.loss(given, GROWN).getAsDouble();
  }

  @Test
  void ofClasses_probabilities_predictsTheMostProbable() {
    Belief belief = Belief.ofClasses(ABC, new float[] {0.25f, 0.5f, 0.25f});
    assertEquals(new ClassLabel("b"), belief.predicted());
    assertEquals(0.5, belief.confidence());
    assertEquals(Math.log(2), loss(belief, new ClassLabel("b")));
    assertEquals(Math.log(4), loss(belief, new ClassLabel("c")));
    assertEquals(OptionalDouble.empty(), belief.loss(new ClassLabel("d"), GROWN), "came later");
    assertEquals(OptionalDouble.empty(), belief.loss(new RealValue(1), GROWN), "another kind");
  }

  @Test
  void loss_noProbability_isFiniteAndThatOfTheLogLoss() {
    Belief belief = Belief.ofClasses(ABC, new float[] {0, 1.0000001f, 0});
    assertEquals(1, belief.confidence());
    assertEquals(0, loss(belief, new ClassLabel("b")));
    assertEquals(52 * Math.log(2), loss(belief, new ClassLabel("a")), 1e-12);
  }

  @Test
  void ofSet_probabilities_predictsThoseOfAtLeastAHalf() {
    Belief belief = Belief.ofSet(ABC, new float[] {0.75f, 0.5f, 0.25f});
    assertEquals(LabelSet.of(List.of("a", "b")), belief.predicted());
    assertEquals((0.75 + 0.5 + 0.75) / 3, belief.confidence());
    double expected = (-Math.log(0.25) - Math.log(0.5) - Math.log(0.25)) / 3;
    assertEquals(expected, loss(belief, LabelSet.of(List.of("b", "c"))), 1e-15);
    assertEquals(
        OptionalDouble.empty(), belief.loss(LabelSet.of(List.of("a", "d")), GROWN), "came later");
  }

  @Test
  void ofTags_logarithms_predictsEachWordsMostProbable() {
    float half = (float) Math.log(0.5);
    float quarter = (float) Math.log(0.25);
    float[] logs = {half, quarter, quarter, quarter, quarter, half};
    Belief belief = Belief.ofTags(ABC, logs, 2);
    assertEquals(new TagSequence(List.of("a", "c")), belief.predicted());
    assertEquals(0.5, belief.confidence(), 1e-7);
    double expected = (Math.log(4) + Math.log(2)) / 2;
    assertEquals(expected, loss(belief, new TagSequence(List.of("b", "c"))), 1e-7);
    // the tagger read two words of three
    assertEquals(expected, loss(belief, new TagSequence(List.of("b", "c", "a"))), 1e-7);
    assertEquals(OptionalDouble.empty(), belief.loss(new TagSequence(List.of("d", "a")), GROWN));
  }

  @Test
  void ofTags_noWords_hasNoConfidenceAndNoLoss() {
    Belief belief = Belief.ofTags(ABC, new float[0], 0);
    assertTrue(Double.isNaN(belief.confidence()));
    assertEquals(OptionalDouble.empty(), belief.loss(new TagSequence(List.of()), ABC));
  }

  @Test
  void append_beliefsAndLosses_readBackEqual(@TempDir Path dir) {
    Map<String, Double> losses = new LinkedHashMap<>();
    losses.put("z", 1 / 3.0);
    losses.put("a\u2028\"", 0.0);
    List<RunEvent> events =
        List.of(
            new RunEvent.Asked(
                1,
                List.of(
                    item("z", Belief.ofClasses(ABC, new float[] {0.1f, 1 / 3f, 0.56666666f})),
                    item("a", Belief.ofSet(ABC, new float[] {0.1f, 0.2f, 0.9f})),
                    item("t", Belief.ofTags(ABC, new float[] {-1, -0.5f, Float.MIN_VALUE}, 1)),
                    item("e", Belief.ofTags(ABC, new float[0], 0)),
                    new RunEvent.AskedItem("n", 2)),
                0.25,
                Optional.empty()),
            new RunEvent.Trained(new Iteration(1, 1, 2, 3, Map.of(), 1, 2, 3, 0.5, losses)));
    try (RunLog log = RunLog.open(dir, new Provenance(Map.of("seed", "1"), Map.of()))) {
      log.append(events);
    }
    List<RunEvent> read = RunLog.read(dir);
    assertEquals(events, read.subList(1, read.size()));
    RunEvent.Trained trained = (RunEvent.Trained) read.get(2);
    assertEquals(List.of("z", "a\u2028\""), List.copyOf(trained.iteration().losses().keySet()));
  }

  private static RunEvent.AskedItem item(String id, Belief belief) {
    return new RunEvent.AskedItem(id, 1 / 7.0, Optional.of(belief));
  }

  @Test
  void decode_badProbabilitiesOrDoubledLosses_isRefused() throws Exception {
    String head = "{\"event\":\"asked\",\"round\":1,\"items\":[{\"id\":\"a\",\"utility\":null,";
    String tail = "}],\"selectSeconds\":0.0}";
    String of = "\"predicted\":{\"class\":\"a\"},\"confidence\":0.5";
    assertEquals(
        new Belief(new ClassLabel("a"), 0.5, new float[] {1}),
        ((RunEvent.Asked) EventCodec.decode(head + of + ",\"probabilities\":\"AACAPw==\"" + tail))
            .items()
            .get(0)
            .belief()
            .orElseThrow());
    assertEquals(
        new Belief(new ClassLabel("a"), 0.5, new float[0]),
        ((RunEvent.Asked) EventCodec.decode(head + of + tail))
            .items()
            .get(0)
            .belief()
            .orElseThrow(),
        "not kept");
    for (String bad :
        List.of(
            of + ",\"probabilities\":\"AACA\"",
            of + ",\"probabilities\":\"?\"",
            "\"confidence\":0.5",
            "\"predicted\":{\"tags\":[\"a\",\"b\"]},\"confidence\":0.5,"
                + "\"probabilities\":\"AACAPw==\"")) {
      assertThrows(IllegalArgumentException.class, () -> EventCodec.decode(head + bad + tail), bad);
    }
    String trained =
        EventCodec.encode(
            new RunEvent.Trained(
                new Iteration(1, 1, 2, 3, Map.of(), 1, 2, 3, 0.5, Map.of("a", 1.0))));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            EventCodec.decode(
                trained.replace("\"losses\":[", "\"losses\":[{\"id\":\"a\",\"loss\":2.0},")));
  }

  @Test
  void withoutProbabilities_ofEachKind_keepsTheRestAndHasNoLoss() throws Exception {
    LabelSpace labels = LabelSpace.of("a", "b");
    Belief tags = Belief.ofTags(labels, new float[] {-1, -2, -3, -4}, 2).withoutProbabilities();
    Belief set = Belief.ofSet(labels, new float[] {0.75f, 0.25f}).withoutProbabilities();
    assertEquals(List.of("a", "a"), ((TagSequence) tags.predicted()).tags());
    assertEquals(0.75, set.confidence());
    assertEquals(OptionalDouble.empty(), tags.loss(tags.predicted(), labels));
    assertEquals(OptionalDouble.empty(), set.loss(set.predicted(), labels));
    RunEvent.Asked asked =
        new RunEvent.Asked(1, List.of(item("x", tags), item("y", set)), 0, Optional.empty());
    assertEquals(asked, EventCodec.decode(EventCodec.encode(asked)));
  }
}
