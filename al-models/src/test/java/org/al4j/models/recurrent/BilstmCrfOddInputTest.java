package org.al4j.models.recurrent;

import static org.al4j.models.recurrent.BilstmCrfTaggerTest.context;
import static org.al4j.models.recurrent.BilstmCrfTaggerTest.quick;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.al4j.core.model.Models;
import org.al4j.core.model.Output;
import org.al4j.models.embedding.VectorTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words, tags and vectors that nobody would expect. */
class BilstmCrfOddInputTest {
  private static final LabelSpace TAGS = LabelSpace.of("O", "B-PER", "I-PER", "B-LOC", "I-LOC");
  private static final BilstmCrfOptions SMALL = BilstmCrfContractTest.SMALL.withWordWidth(4);

  @TempDir Path dir;

  private static Labelled<TagSequence> item(List<String> words, String... tags) {
    return new Labelled<>(
        Instance.ofWords("of " + words.size(), words), new TagSequence(List.of(tags)));
  }

  private static List<TagSequence> tags(ActiveModel<TagSequence> model, Instance... xs) {
    List<TagSequence> all = new ArrayList<>();
    model.predict(List.of(xs), one -> all.add(one.annotation()));
    return all;
  }

  /** Half an emoji, an empty word, a control character, right to left, a thousand letters. */
  @Test
  void fit_oddWords_areTaggedSavedAndLoaded() throws IOException {
    List<Labelled<TagSequence>> items =
        List.of(
            item(
                List.of(
                    "\uD83D\uDE00", "\uD83D", "", "\u0000", "\u05D0", "I\u0307", "a".repeat(1000)),
                "O",
                "B-PER",
                "I-PER",
                "O",
                "O",
                "O",
                "B-LOC"),
            item(List.of("\uD83D", "\uD83D\uDE00", "", "\u0000"), "O", "O", "O", "O"));
    Instance[] xs = {items.get(0).instance(), items.get(1).instance()};
    BilstmCrfLearner learner = BilstmCrfLearner.withoutVectors(SMALL, quick(300));
    try (BilstmCrfTagger model = learner.fit(items, FitContext.of(TAGS, 1))) {
      assertEquals(items.stream().map(Labelled::annotation).toList(), tags(model, xs));
      model.save(dir.resolve("odd"));
      try (ActiveModel<TagSequence> again = Models.load(dir.resolve("odd"), TagSequence.class)) {
        assertEquals(tags(model, xs), tags(again, xs));
      }
    }
  }

  @Test
  void predict_allWordsUnknown_areTagged() {
    List<Labelled<TagSequence>> one = List.of(item(List.of("x"), "O"));
    BilstmCrfLearner learner = BilstmCrfLearner.withoutVectors(SMALL, quick(20));
    try (BilstmCrfTagger model = learner.fit(one, FitContext.of(TAGS, 1))) {
      Instance x = Instance.ofWords("x", List.of("never", "seen", "b".repeat(100_000)));
      assertEquals(3, tags(model, x).get(0).tags().size());
      assertEquals(List.of(), tags(model));
    }
  }

  /** All passes would be the same, and choose by nothing. */
  @Test
  void offers_withoutDropout_haveNoPasses() {
    BilstmCrfLearner learner = BilstmCrfLearner.withoutVectors(SMALL.withDropout(0, 0), quick(1));
    Output passes = Output.MEMBER_TOKEN_LOG_PROBABILITIES;
    assertFalse(learner.offers().contains(passes));
    try (BilstmCrfTagger model = learner.fit(BilstmCrfTaggerTest.DATA.items(), context())) {
      assertEquals(learner.offers(), model.offers());
    }
    assertTrue(
        BilstmCrfLearner.withoutVectors(SMALL.withDropout(0, 0.1), quick(1))
            .offers()
            .contains(passes));
  }

  /** What they disagree on has numbers for each word, and a long sentence stands alone. */
  @Test
  void committee_seeds_saysMuchOfLongSentences() throws IOException {
    Map<String, String> parameters =
        Map.of(
            "by",
            "seeds",
            "of",
            "bilstm-crf",
            "members",
            "3",
            "updates",
            "1",
            "epochs",
            "1",
            "hidden",
            "4",
            "char-filters",
            "2",
            "feed-forward",
            "4",
            "word-width",
            "3");
    try (Learner<TagSequence, ? extends ActiveModel<TagSequence>> learner =
            Learners.named("committee", parameters, TagSequence.class);
        ActiveModel<TagSequence> model = fit(learner)) {
      model.save(dir.resolve("committee"));
      List<Instance> xs = new ArrayList<>(BilstmCrfTaggerTest.XS.subList(0, 3));
      xs.add(Instance.ofWords("long", Collections.nCopies(40_000, "any1")));
      xs.add(Instance.ofWords("longer", Collections.nCopies(50_000, "PER1")));
      List<Integer> sizes = new ArrayList<>();
      model.forward(
          xs, Set.of(Output.MEMBER_TOKEN_LOG_PROBABILITIES), block -> sizes.add(block.size()));
      assertEquals(List.of(3, 1, 1), sizes);
    }
  }

  private static <M extends ActiveModel<TagSequence>> M fit(Learner<TagSequence, M> learner) {
    return learner.fit(
        BilstmCrfTaggerTest.DATA.items(),
        new FitContext<>(
            BilstmCrfTaggerTest.DATA.labels(),
            1,
            Optional.empty(),
            List.of(),
            step -> {},
            () -> false));
  }

  @Test
  void read_vectorsInOtherForms_areTheSame() throws IOException {
    List<String> forms =
        List.of(
            "per1 1 2\nany0 3 4\n",
            "2 2\nper1 1 2\nany0 3 4\n",
            "2\t2\nper1\t1\t2\nany0\t3\t4\n",
            "\uFEFFper1 1 2\r\nany0 3 4",
            "\uFEFF2 2 \nper1 1 2 \nany0 3 4 \n\n");
    for (String form : forms) {
      VectorTable table = VectorTable.read(Files.writeString(dir.resolve("v.txt"), form));
      assertEquals(List.of("per1", "any0"), table.words(), form);
      assertEquals(VectorTable.of(List.of("per1", "any0"), new float[] {1, 2, 3, 4}), table, form);
    }
  }

  @Test
  void read_vectorsOfTwoWidths_areRefused() throws IOException {
    List<String> bad = List.of("a 1 2\nb 1 2 3\n", "a 0.5 1e-5\nb 1e-5 0.5 0.5\n", "a 1 2\nb 1\n");
    for (String form : bad) {
      Path file = Files.writeString(dir.resolve("v.txt"), form);
      String message =
          assertThrows(InvalidInputException.class, () -> VectorTable.read(file)).getMessage();
      assertTrue(message.startsWith(file + ", line 2: must be a word and 2 numbers"), message);
    }
    Path phrase = Files.writeString(dir.resolve("p.txt"), "a 0.5 1.5\nWindows 95 0.5 2.5\n");
    assertEquals(List.of("a", "Windows 95"), VectorTable.read(phrase).words());
    assertEquals(
        "vectors must have finite numbers, found NaN for 'b'",
        assertThrows(
                IllegalArgumentException.class,
                () -> VectorTable.of(List.of("a", "b"), new float[] {1, Float.NaN}))
            .getMessage());
  }
}
