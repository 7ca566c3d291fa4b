package org.al4j.models.committee;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Models;
import org.al4j.core.model.Output;
import org.al4j.core.model.Prediction;
import org.al4j.models.Fixtures;
import org.al4j.models.tagger.TaggerLearner;
import org.al4j.models.tagger.TaggerOptions;
import org.al4j.testkit.CountingTagger;
import org.al4j.testkit.FakeSentences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Committees of taggers: their mean by hand, with taggers that count words. */
class TagCommitteeTest {
  private static final LabelSpace LABELS = LabelSpace.of("O", "B-X", "I-X");
  private static final List<Instance> XS =
      List.of(
          Instance.ofWords("a", List.of("one", "two", "three")),
          Instance.ofWords("b", List.of("two")));

  private static CountingTagger.Model counting(String... tagged) {
    List<Labelled<TagSequence>> items = new ArrayList<>();
    for (String one : tagged) {
      String[] parts = one.split(" ", -1);
      items.add(
          new Labelled<>(
              Instance.ofWords("i" + items.size(), List.of(parts[0])),
              new TagSequence(List.of(parts[1]))));
    }
    return new CountingTagger().fit(items, FitContext.of(LABELS, 1));
  }

  /** Of the two members, for each word: what the counts make of it, see {@link CountingTagger}. */
  private static Committee<TagSequence> committee() {
    return new Committee<>(
        new JointTags(),
        List.of(counting("one B-X", "two I-X"), counting("one O", "two I-X", "two I-X")),
        LABELS);
  }

  // one seen: (1.1 or 0.1 + 0.1 for O) / 1.4; seen twice: / 2.4; unknown: O 0.2 / 0.4
  private static final double[] ONE = {(.2 / 1.4 + 1.2 / 1.4) / 2, (1.1 / 1.4 + .1 / 1.4) / 2};
  private static final double[] TWO = {(.2 / 1.4 + .2 / 2.4) / 2, (.1 / 1.4 + .1 / 2.4) / 2};

  @Test
  void forward_twoMembers_givesTheirMeanAndWhatEachSays() {
    try (Committee<TagSequence> committee = committee()) {
      committee.forward(
          XS,
          committee.offers(),
          block -> {
            float[] members = block.floats(Output.MEMBER_TOKEN_LOG_PROBABILITIES);
            float[] mean = block.floats(Output.TOKEN_LOG_PROBABILITIES);
            assertEquals(
                "[2, 2, 3, 3]",
                Arrays.toString(block.shape(Output.MEMBER_TOKEN_LOG_PROBABILITIES)));
            assertArrayEquals(new int[] {3, 1}, block.words(Output.TOKEN_LOG_PROBABILITIES));
            assertEquals(Math.log(1.1 / 1.4), members[1], 1e-6);
            assertEquals(Math.log(.1 / 1.4), members[18 + 1], 1e-6);
            assertEquals(Math.log(ONE[0]), mean[0], 1e-6);
            assertEquals(Math.log(ONE[1]), mean[1], 1e-6);
            assertEquals(Math.log(1 - TWO[0] - TWO[1]), mean[5], 1e-6);
            assertEquals(Math.log(.5), mean[6], 1e-6);
            assertTrue(Float.isNaN(mean[9 + 3]), "behind the last word");
            double best = Math.log(ONE[0]) + Math.log(1 - TWO[0] - TWO[1]) + Math.log(.5);
            assertEquals(best, block.floats(Output.SEQUENCE_LOG_LIKELIHOOD)[0], 1e-6);
          });
    }
  }

  @Test
  void predict_insideWithoutABeginning_takesTheBestThatIob2Allows() {
    try (Committee<TagSequence> committee = committee()) {
      List<Prediction<TagSequence>> said = new ArrayList<>();
      committee.predict(XS, said::add);
      assertEquals(List.of("B-X", "I-X", "O"), said.get(0).annotation().tags());
      assertEquals(List.of("O"), said.get(1).annotation().tags());
      double[][] words = ((Confidence.Words) said.get(0).confidence()).probabilities();
      assertEquals(ONE[1], words[0][1], 1e-6);
    }
  }

  @Test
  void load_savedCommittee_saysTheSame(@TempDir Path dir) throws IOException {
    Dataset<TagSequence> data = FakeSentences.dataset(12, 2);
    TaggerLearner tagger =
        TaggerLearner.create(
            Fixtures.path("models/distilbert/seqcls"),
            TaggerOptions.DEFAULT,
            TaggerLearner.plasm().withMinimumUpdates(4).withEpochs(1));
    try (CommitteeLearner<TagSequence> learner = CommitteeLearner.bagging(tagger, 2);
        Committee<TagSequence> committee =
            learner.fit(data.items(), FitContext.of(data.labels(), 1))) {
      committee.save(dir.resolve("saved"));
      try (var loaded = Models.load(dir.resolve("saved"), TagSequence.class)) {
        assertEquals(committee.offers(), loaded.offers());
        assertArrayEquals(logs(committee, data), logs((Committee<TagSequence>) loaded, data));
      }
    }
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> Committee.load(dir.resolve("saved"), ClassLabel.class))
            .getMessage();
    assertTrue(message.endsWith("annotations of kind TagSequence, not ClassLabel"), message);
  }

  private static float[] logs(Committee<TagSequence> committee, Dataset<TagSequence> data) {
    float[][] all = {{}};
    committee.forward(
        data.corpus(),
        Set.of(Output.MEMBER_TOKEN_LOG_PROBABILITIES),
        block -> all[0] = block.floats(Output.MEMBER_TOKEN_LOG_PROBABILITIES).clone());
    return all[0];
  }

  @Test
  void forward_membersOfAnotherLabelSpace_isRefused() {
    try (Committee<TagSequence> committee =
        new Committee<>(new JointTags(), List.of(counting("one O")), LabelSpace.of("O", "B-X"))) {
      String message =
          assertThrows(
                  InvalidInputException.class,
                  () -> committee.forward(XS, Set.of(Output.TOKEN_LOG_PROBABILITIES), block -> {}))
              .getMessage();
      assertEquals(
          "members of a committee must have one label space: 2 tags expected, found 3", message);
    }
  }
}
