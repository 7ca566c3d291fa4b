package org.al4j.models.recurrent;

import static org.al4j.models.recurrent.BilstmCrfTaggerTest.DATA;
import static org.al4j.models.recurrent.BilstmCrfTaggerTest.XS;
import static org.al4j.models.recurrent.BilstmCrfTaggerTest.context;
import static org.al4j.models.recurrent.BilstmCrfTaggerTest.floats;
import static org.al4j.models.recurrent.BilstmCrfTaggerTest.quick;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.core.model.fit.EpochModels;
import org.al4j.models.training.EarlyStopping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A CNN-BiLSTM-CRF whose training ends when held-out sentences no longer gain. */
class BilstmCrfStoppingTest {
  private static final BilstmCrfOptions SMALL = BilstmCrfContractTest.SMALL;

  @ParameterizedTest
  @EnumSource(EarlyStopping.Metric.class)
  void fit_earlyStopping_hasTheWeightsOfTheBestEpoch(EarlyStopping.Metric metric) {
    for (boolean train : new boolean[] {false, true}) {
      BilstmCrfLearner learner =
          BilstmCrfLearner.of(
              BilstmCrfContractTest.vectors(),
              train ? SMALL.withTrainVectors(true) : SMALL.withWordWidth(3),
              quick(200).withEarlyStopping(new EarlyStopping(1, 0.2, metric)));
      EpochModels<BilstmCrfTagger> all = learner.fitKeeping(DATA.items(), context(), 200);
      int last = all.epochEnds().size() - 1;
      assertTrue(last > 0 && last < 199, "epochs " + (last + 1));
      Output said = Output.TOKEN_LOG_PROBABILITIES;
      float[] best = floats(all.model(), said, XS);
      assertArrayEquals(floats(all.epochEnds().get(last - 1), said, XS), best);
      assertFalse(Arrays.equals(floats(all.epochEnds().get(last), said, XS), best));
      List<Labelled<TagSequence>> turned = new ArrayList<>(DATA.items());
      Collections.reverse(turned);
      try (BilstmCrfTagger same = learner.fit(turned, context())) {
        assertArrayEquals(best, floats(same, said, XS), "the order of the labels");
      }
    }
  }

  /** Sentences that are given are measured, and none is held out of training. */
  @Test
  void fit_earlyStoppingByGivenSentences_learnsFromAll() {
    EarlyStopping stopping = new EarlyStopping(300, 0.5, EarlyStopping.Metric.LOSS);
    BilstmCrfLearner learner =
        BilstmCrfLearner.withoutVectors(
            SMALL.withWordWidth(4), quick(3).withEarlyStopping(stopping));
    FitContext<TagSequence, BilstmCrfTagger> given =
        new FitContext<>(DATA.labels(), 3, Optional.empty(), DATA.items(), step -> {}, () -> false);
    BilstmCrfLearner plain = BilstmCrfLearner.withoutVectors(SMALL.withWordWidth(4), quick(3));
    Output said = Output.TOKEN_LOG_PROBABILITIES;
    try (BilstmCrfTagger model = learner.fit(DATA.items(), given);
        BilstmCrfTagger all = plain.fit(DATA.items(), context());
        BilstmCrfTagger half = learner.fit(DATA.items(), context())) {
      assertArrayEquals(floats(all, said, XS), floats(model, said, XS), "the last is the best");
      assertFalse(Arrays.equals(floats(all, said, XS), floats(half, said, XS)));
    }
  }

  @Test
  void fit_earlyStoppingOfOneSentence_isRefused() {
    BilstmCrfLearner learner =
        BilstmCrfLearner.withoutVectors(
            SMALL.withWordWidth(4), quick(3).withEarlyStopping(EarlyStopping.after(1)));
    List<Labelled<TagSequence>> items = new ArrayList<>(DATA.items().subList(0, 1));
    items.add(new Labelled<>(Instance.ofText("blank", " "), new TagSequence(List.of())));
    assertEquals(
        "early stopping holds labelled instances out and needs at least 2, found 1; label more, or"
            + " give validation data",
        assertThrows(InvalidInputException.class, () -> learner.fit(items, context()).close())
            .getMessage());
  }
}
