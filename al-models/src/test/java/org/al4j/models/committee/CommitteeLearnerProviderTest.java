package org.al4j.models.committee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Learners;
import org.al4j.core.model.Output;
import org.al4j.models.Fixtures;
import org.junit.jupiter.api.Test;

class CommitteeLearnerProviderTest {
  private static final String TINY = Fixtures.path("models/distilbert/seqcls").toString();

  private static LearnerProvider provider() {
    return ServiceLoader.load(LearnerProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(found -> found.name().equals("committee"))
        .findFirst()
        .orElseThrow();
  }

  private static String refusal(Map<String, String> parameters) {
    return assertThrows(
            InvalidInputException.class, () -> provider().create(ClassLabel.class, parameters))
        .getMessage();
  }

  @Test
  void create_parameters_splitBetweenCommitteeAndMembers() {
    for (var kind : provider().learns()) {
      var given = kind == TagSequence.class ? Map.of("checkpoint", TINY) : Map.<String, String>of();
      try (var learner = provider().create(kind, given)) {
        assertTrue(provider().offers().containsAll(learner.offers()));
      }
    }
    String bagging = provider().create(ClassLabel.class, Map.of()).describe();
    String seeds =
        provider()
            .create(ClassLabel.class, Map.of("by", "seeds", "members", "3", "c", "2"))
            .describe();
    String mixed =
        provider()
            .create(
                ClassLabel.class,
                Map.of("by", "mixed", "of", "tfidf+committee", "committee.members", "2"))
            .describe();
    assertEquals("committee of 2 by families (TF-IDF", mixed.substring(0, 34));
    assertTrue(mixed.contains("; committee of 2 by bagging"), mixed);
    assertEquals("committee of 5 by bagging (TF-IDF", bagging.substring(0, 33));
    assertEquals("committee of 3 by seeds (TF-IDF", seeds.substring(0, 31));
    assertEquals("(C=2.0))", seeds.substring(seeds.length() - 8));
  }

  @Test
  void create_badParameter_isRefused() {
    assertEquals(
        "committee: members must be a whole number from 1 to 10000, found '0'",
        refusal(Map.of("members", "0")));
    assertEquals(
        "committee: members must be a whole number from 1 to 10000, found '100000000'",
        refusal(Map.of("members", "100000000")));
    assertEquals(
        "committee: at-once must be a whole number from 1 to 10000, found 'all'",
        refusal(Map.of("at-once", "all")));
    assertEquals(
        "committee: by must be bagging, seeds, mixed or dropout, found 'luck'",
        refusal(Map.of("by", "luck")));
    assertEquals(
        "committee: by=dropout needs of=transformer, whose models have dropout, found of='tfidf'",
        refusal(Map.of("by", "dropout", "of", "tfidf")));
    assertEquals(
        "committee: by=dropout makes as many passes as members; leave dropout-passes out",
        refusal(Map.of("by", "dropout", "dropout-passes", "3")));
    assertEquals(
        "committee: a parameter of a mixed committee carries its member's name (tfidf, tfidf) and a"
            + " dot, found 'c'",
        refusal(Map.of("by", "mixed", "of", "tfidf+tfidf", "c", "1")));
    assertEquals(
        "committee: unknown learner of='oracle'; known: bilstm-crf, ",
        refusal(Map.of("of", "oracle")).substring(0, 59));
    assertEquals("tfidf has no parameter 'depth'", refusal(Map.of("depth", "2")).substring(0, 30));
  }

  @Test
  void create_numbers_trainsRidgesOnBootstrapSamples() {
    Learner<RealValue, ? extends ActiveModel<RealValue>> learner =
        Learners.named("committee", Map.of("members", "3", "strength", "2"), RealValue.class);
    assertEquals(
        "committee of 3 by bagging (ridge regression on 2048 hashed words (strength 2.0))",
        learner.describe());
    assertEquals(Set.of(Output.MEMBER_VALUES, Output.VALUE), learner.offers());
    assertTrue(
        Learners.named("committee", Map.of("by", "mixed", "of", "ridge+ridge"), RealValue.class)
            .describe()
            .startsWith("committee of 2 by families (ridge"));
  }

  @Test
  void create_labelSets_trainsTfidfOfSeveralClasses() {
    Learner<LabelSet, ? extends ActiveModel<LabelSet>> learner =
        Learners.named("committee", Map.of("threshold", "0.4"), LabelSet.class);
    assertEquals(
        Set.of(Output.MEMBER_INDEPENDENT_PROBABILITIES, Output.INDEPENDENT_PROBABILITIES),
        learner.offers());
    assertTrue(learner.describe().contains("a logistic regression for each class"));
  }

  @Test
  void create_tags_trainsTaggersOrOneWithDropoutPasses() {
    try (var seeds =
            Learners.named(
                "committee",
                Map.of("by", "seeds", "members", "2", "checkpoint", TINY),
                TagSequence.class);
        var dropout =
            Learners.named(
                "committee",
                Map.of("by", "dropout", "members", "3", "checkpoint", TINY),
                TagSequence.class);
        var mixed =
            Learners.named(
                "committee",
                Map.of("by", "mixed", "of", "tagger+tagger", "tagger.checkpoint", TINY),
                TagSequence.class)) {
      assertTrue(seeds.describe().startsWith("committee of 2 by seeds ("), seeds.describe());
      assertEquals(
          Set.of(
              Output.MEMBER_TOKEN_LOG_PROBABILITIES,
              Output.TOKEN_LOG_PROBABILITIES,
              Output.SEQUENCE_LOG_LIKELIHOOD),
          seeds.offers());
      assertEquals("3", dropout.settings().get("passes"));
      assertTrue(mixed.describe().startsWith("committee of 2 by families ("), mixed.describe());
    }
    assertEquals(
        "committee needs the parameter 'of': names of learners such as tagger joined by plus signs",
        tags(Map.of("by", "mixed")));
    assertEquals(
        "committee: by=dropout needs of=tagger, whose models have dropout, found of='committee'",
        tags(Map.of("by", "dropout", "of", "committee")));
    assertTrue(tags(Map.of()).startsWith("tagger needs the parameter 'checkpoint'"));
  }

  private static String tags(Map<String, String> parameters) {
    return assertThrows(
            InvalidInputException.class, () -> provider().create(TagSequence.class, parameters))
        .getMessage();
  }

  @Test
  void create_memberOfAnotherKind_namesThoseThatLearnIt() {
    String message = refusal(Map.of("of", "ridge"));
    assertTrue(
        message.startsWith("learner ridge does not learn from annotations of kind ClassLabel"),
        message);
  }
}
