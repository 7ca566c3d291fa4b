package org.al4j.models.committee;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.models.Fixtures;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.models.transformer.Recipe;
import org.al4j.models.transformer.TransformerLearner;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Test;

/** Committees with transformers in them, on the fixtures' tiny DistilBERT. */
class TransformerCommitteeTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(12, 3, 5);

  private static TransformerLearner transformer() {
    Recipe recipe = Recipe.plasm().withMinimumUpdates(6).withEpochs(1);
    return TransformerLearner.create(Fixtures.path("models/distilbert/seqcls"), recipe, 2);
  }

  private static Committee<ClassLabel> fit(CommitteeLearner<ClassLabel> learner) {
    return learner.fit(DATA.items(), FitContext.of(DATA.labels(), 1));
  }

  private static List<String> rows(ActiveModel<ClassLabel> model, Output output) {
    List<String> rows = new ArrayList<>();
    model.forward(
        DATA.corpus(),
        Set.of(output),
        block -> rows.add(Arrays.toString(block.get(output).dup('c').data().asFloat())));
    return rows;
  }

  @Test
  void fit_transformerAndTfidf_isACommitteeOfBoth() {
    try (TransformerLearner transformer = transformer();
        Committee<ClassLabel> committee =
            fit(CommitteeLearner.families(List.of(transformer, TfidfLearner.create())))) {
      assertEquals(
          2, Set.copyOf(committee.members().stream().map(Object::getClass).toList()).size());
      committee.forward(
          DATA.corpus(),
          committee.offers(),
          block ->
              assertEquals(
                  "[2, 12, 3]", Arrays.toString(block.get(Output.MEMBER_PROBABILITIES).shape())));
    }
  }

  @Test
  void fit_transformersTwoAtOnce_areThoseTrainedOneAfterTheOther() {
    try (TransformerLearner transformer = transformer();
        Committee<ClassLabel> serial = fit(CommitteeLearner.bagging(transformer, 3));
        Committee<ClassLabel> parallel = fit(CommitteeLearner.bagging(transformer, 3).atOnce(2))) {
      assertEquals(
          rows(serial, Output.MEMBER_PROBABILITIES), rows(parallel, Output.MEMBER_PROBABILITIES));
      assertEquals(
          3,
          serial.members().stream()
              .map(member -> rows(member, Output.PROBABILITIES))
              .distinct()
              .count());
    }
  }
}
