package org.al4j.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.Output;
import org.al4j.strategies.combined.ActiveTransfer;
import org.junit.jupiter.api.Test;

/** For which kinds of annotation a strategy can choose. */
class KindsTest {
  private static Set<Class<? extends Annotation>> kinds(String description) {
    return Strategies.named(description).kinds();
  }

  @Test
  void kinds_ofOutputsNeeded_areThoseOfTheStrategy() {
    for (String name : List.of("margin", "badge", "contrastive", "bald", "batch-bald", "roi")) {
      assertEquals(Set.of(ClassLabel.class), kinds(name), name);
    }
    for (String name : List.of("mean-label-entropy", "label-cardinality", "cvirs")) {
      assertEquals(Set.of(LabelSet.class), kinds(name), name);
    }
    assertEquals(Set.of(RealValue.class), kinds("variance"));
    assertEquals(Set.of(ClassLabel.class, LabelSet.class), kinds("model-outliers"));
    for (String name : List.of("random", "core-set", "typicality", "cold-start", "cluster")) {
      assertEquals(Annotation.kinds(), kinds(name), name);
    }
  }

  @Test
  void kinds_ofStrategiesMadeOfOthers_areTheirs() {
    assertEquals(Set.of(LabelSet.class), kinds("affordable(strategy=cvirs,limit=9)"));
    assertEquals(Set.of(ClassLabel.class), kinds("staged(first=core-set,then=margin,round=2)"));
    assertEquals(Set.of(), kinds("staged(first=cvirs,then=margin,round=2)"));
    assertEquals(Set.of(LabelSet.class), kinds("roi(utility=mean-label-entropy)"));
    assertEquals(
        Set.of(LabelSet.class), kinds("uncertainty-then-cluster(utility=mean-label-margin)"));
  }

  @Test
  void kinds_ofWhatLearnsFromClassLabels_areClassLabels() {
    Labelled<ClassLabel> one = new Labelled<>(Instance.ofText("1", "one"), new ClassLabel("a"));
    assertEquals(Set.of(ClassLabel.class), ActiveTransfer.plain(List.of(one)).kinds());
  }

  @Test
  void named_forAKind_refusesOthersAndListsThoseThatCan() {
    assertEquals(Strategies.named("cvirs"), Strategies.named("cvirs", LabelSet.class));
    assertEquals(Strategies.random(), Strategies.named("random", RealValue.class));
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class, () -> Strategies.named("margin", RealValue.class));
    assertEquals(
        "strategy 'margin' is not for annotations of kind RealValue, since it needs PROBABILITIES;"
            + " strategies that are: cluster, cold-start, core-set, discriminative, random,"
            + " representative, typicality, variance",
        e.getMessage());
  }

  @Test
  void kinds_everyStandardOutput_hasSome() {
    Output.standard().forEach(output -> assertFalse(output.kinds().isEmpty(), output.name()));
    assertEquals(Set.of(TagSequence.class), Output.TOKEN_LOG_PROBABILITIES.kinds());
    assertEquals(Annotation.kinds(), Output.EMBEDDING.kinds());
  }
}
