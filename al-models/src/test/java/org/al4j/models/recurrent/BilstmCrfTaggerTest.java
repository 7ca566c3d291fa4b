package org.al4j.models.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Models;
import org.al4j.core.model.Output;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.fit.EpochModels;
import org.al4j.core.tags.TagScheme;
import org.al4j.models.transformer.Recipe;
import org.al4j.testkit.FakeSentences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BilstmCrfTaggerTest {
  static final Dataset<TagSequence> DATA = FakeSentences.dataset(60, 4);
  static final List<Instance> XS = DATA.items().stream().map(Labelled::instance).toList();
  private static final BilstmCrfOptions SMALL = BilstmCrfContractTest.SMALL;

  @TempDir Path dir;

  static Recipe quick(int epochs) {
    return BilstmCrfLearner.usual().withMinimumUpdates(0).withEpochs(epochs).withLearningRate(1e-2);
  }

  private static BilstmCrfLearner learner(int epochs) {
    return BilstmCrfLearner.of(
        BilstmCrfContractTest.vectors(), SMALL.withWordWidth(3), quick(epochs));
  }

  static FitContext<TagSequence, BilstmCrfTagger> context() {
    return FitContext.of(DATA.labels(), 3);
  }

  static float[] floats(BilstmCrfTagger model, Output output, List<Instance> xs) {
    List<float[]> all = new ArrayList<>();
    model.forward(xs, Set.of(output), block -> all.add(block.floats(output).clone()));
    assertEquals(1, all.size(), "one block");
    return all.get(0);
  }

  private static List<Prediction<TagSequence>> predictions(
      BilstmCrfTagger model, List<Instance> xs) {
    List<Prediction<TagSequence>> all = new ArrayList<>();
    model.predict(xs, all::add);
    return all;
  }

  @Test
  void fit_sentences_areLearnt() {
    try (BilstmCrfTagger model = learner(40).fit(DATA.items(), context())) {
      List<Prediction<TagSequence>> said = predictions(model, XS);
      int right = 0;
      for (int i = 0; i < said.size(); i++) {
        assertTrue(TagScheme.IOB2.problem(said.get(i).annotation().tags()).isEmpty(), "IOB2");
        right += said.get(i).annotation().equals(DATA.items().get(i).annotation()) ? 1 : 0;
      }
      assertTrue(right >= 0.9 * XS.size(), right + " of " + XS.size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"frozen", "trained", "none"})
  void load_savedModel_saysTheSame(String vectors) throws IOException {
    BilstmCrfLearner learner =
        switch (vectors) {
          case "frozen" -> learner(1);
          case "trained" ->
              BilstmCrfLearner.of(
                  BilstmCrfContractTest.vectors(), SMALL.withTrainVectors(true), quick(1));
          default -> BilstmCrfLearner.withoutVectors(SMALL.withWordWidth(4), quick(1));
        };
    try (BilstmCrfTagger model = learner.fit(DATA.items(), context())) {
      Path saved = dir.resolve(vectors);
      model.save(saved);
      try (BilstmCrfTagger again =
          assertInstanceOf(BilstmCrfTagger.class, Models.load(saved, TagSequence.class))) {
        assertEquals(model.labels(), again.labels());
        assertEquals(model.options(), again.options());
        for (Output output : model.offers()) {
          assertArrayEquals(floats(model, output, XS), floats(again, output, XS), output.name());
        }
        try (BilstmCrfTagger warm =
            learner.fit(DATA.items(), context().withPrevious(Optional.of(again)))) {
          assertEquals(XS.size(), predictions(warm, XS).size());
        }
      }
    }
  }

  @Test
  void load_damagedFiles_areRefusedInOneLine() throws IOException {
    Path saved = dir.resolve("model");
    try (BilstmCrfTagger model = learner(1).fit(DATA.items(), context())) {
      model.save(saved);
    }
    Path file = saved.resolve("bilstm-crf.json");
    String good = Files.readString(file);
    List<String> bad =
        List.of(
            good.replace("\"hidden\":8", "\"hidden\":9"),
            good.replace("\"hidden\":8", "\"hidden\":-1"),
            good.replace("\"tags\":[", "\"tags\":[\"more\","),
            good.replace("\"words\":[", "\"words\":[\"more\","),
            good.replace("\"vector_words\":[", "\"vector_words\":[\"more\","),
            good.replace("\"characters\":[", "\"characters\":[\"more\","),
            good.replace("\"characters\":[", "\"characters\":[3,"),
            good.replace("\"best\":3", "\"best\":0"),
            good.replace("\"dropout\":0.1", "\"dropout\":\"x\""),
            good.replace("\"constrained\":true", "\"constrained\":1"),
            good.replace("\"seed\":", "\"seeds\":"),
            good.replace("\"tags\":[\"B-LOC\",\"B-PER\"", "\"tags\":[\"B-PER\",\"B-PER\""),
            good.replaceAll("\"tags\":\\[[^]]*]", "\"tags\":[]"),
            "{}",
            "x");
    for (String text : bad) {
      assertFalse(text.equals(good), "nothing was damaged");
      Files.writeString(file, text);
      String message =
          assertThrows(InvalidInputException.class, () -> BilstmCrfTagger.load(saved).close())
              .getMessage();
      assertTrue(message.startsWith(file.toString()), message);
      assertEquals(1, message.lines().count(), message);
    }
    Files.writeString(file, good);
    Files.delete(saved.resolve("bilstm-crf.safetensors"));
    assertThrows(InvalidInputException.class, () -> BilstmCrfTagger.load(saved).close());
  }

  @Test
  void predict_fiveThousandWordsAndNone_tagsEach() {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      words.add(i % 3 == 0 ? "PER1" : "new" + i);
    }
    words.set(17, "\u0007");
    List<Instance> xs = List.of(Instance.ofWords("long", words), Instance.ofText("blank", " "));
    try (BilstmCrfTagger model = learner(1).fit(DATA.items(), context())) {
      List<Prediction<TagSequence>> said = predictions(model, xs);
      assertEquals(5000, said.get(0).annotation().tags().size());
      assertEquals(List.of(), said.get(1).annotation().tags());
    }
    List<Labelled<TagSequence>> items = new ArrayList<>(DATA.items());
    items.add(
        new Labelled<>(
            xs.get(0), new TagSequence(new ArrayList<>(Collections.nCopies(5000, "O")))));
    items.add(new Labelled<>(xs.get(1), new TagSequence(List.of())));
    try (BilstmCrfTagger model = learner(1).fit(items, context())) {
      assertEquals(XS.size(), predictions(model, XS).size());
    }
  }

  @Test
  void fit_onlyBlankSentences_isRefused() {
    List<Labelled<TagSequence>> items =
        List.of(new Labelled<>(Instance.ofText("blank", " "), new TagSequence(List.of())));
    assertEquals(
        "a tagger learns from words, found no labelled sentence with a word; label another",
        assertThrows(InvalidInputException.class, () -> learner(1).fit(items, context()))
            .getMessage());
  }

  @Test
  void fitSoft_certainTargets_areAsLabels() {
    List<SoftLabelled<TagSequence>> soft = new ArrayList<>();
    for (Labelled<TagSequence> item : DATA.items()) {
      double[][] rows = new double[item.annotation().tags().size()][DATA.labels().size()];
      for (int w = 0; w < rows.length; w++) {
        rows[w][DATA.labels().index(item.annotation().tags().get(w))] = 1;
      }
      soft.add(new SoftLabelled<>(item, 1, new Confidence.Words(rows), SoftLabelled.GOLD));
    }
    Output said = Output.TOKEN_LOG_PROBABILITIES;
    try (BilstmCrfTagger hard = learner(1).fit(DATA.items(), context());
        BilstmCrfTagger same = learner(1).fitSoft(soft, context())) {
      assertArrayEquals(floats(hard, said, XS), floats(same, said, XS), 1e-4f);
    }
    List<SoftLabelled<TagSequence>> few = new ArrayList<>(soft.subList(0, 30));
    List<SoftLabelled<TagSequence>> weightless = new ArrayList<>(few);
    for (SoftLabelled<TagSequence> one : soft.subList(30, 60)) {
      weightless.add(new SoftLabelled<>(one.labelled(), 1e-6, Confidence.NONE, "model"));
    }
    try (BilstmCrfTagger one = learner(30).fitSoft(few, context());
        BilstmCrfTagger other = learner(30).fitSoft(weightless, context())) {
      assertFalse(Arrays.equals(floats(one, said, XS), floats(other, said, XS)), "words differ");
    }
  }

  @Test
  void fit_warmStartOfOtherTagsOrSizes_isRefused() {
    try (BilstmCrfTagger model = learner(1).fit(DATA.items(), context())) {
      LabelSpace more = LabelSpace.of("B-LOC", "B-PER", "I-LOC", "I-PER", "O", "B-ORG");
      FitContext<TagSequence, BilstmCrfTagger> tags = FitContext.of(more, 1);
      String message =
          assertThrows(
                  InvalidInputException.class,
                  () -> learner(1).fit(DATA.items(), tags.withPrevious(Optional.of(model))).close())
              .getMessage();
      assertTrue(message.startsWith("a warm start needs a previous model with the tags"), message);
      BilstmCrfLearner other = BilstmCrfLearner.withoutVectors(SMALL.withWordWidth(3), quick(1));
      message =
          assertThrows(
                  InvalidInputException.class,
                  () -> other.fit(DATA.items(), context().withPrevious(Optional.of(model))).close())
              .getMessage();
      assertTrue(message.startsWith("a warm start needs a previous model of the same"), message);
    }
  }

  @Test
  void fitKeeping_threeEpochs_givesTheLastTwo() {
    EpochModels<BilstmCrfTagger> models = learner(3).fitKeeping(DATA.items(), context(), 2);
    assertEquals(2, models.epochEnds().size());
    Output said = Output.TOKEN_LOG_PROBABILITIES;
    float[] end = floats(models.model(), said, XS);
    assertArrayEquals(end, floats(models.epochEnds().get(1), said, XS));
    assertFalse(Arrays.equals(end, floats(models.epochEnds().get(0), said, XS)));
    try (BilstmCrfTagger plain = learner(3).fit(DATA.items(), context())) {
      assertArrayEquals(end, floats(plain, said, XS));
    }
  }

  /**
   * The gradient norm is that of the predicted tags, which are the likeliest, constraints aside.
   */
  @Test
  void selfInfluence_sentences_isPositiveAndSmallerWhereTagsAreLearnt() {
    try (BilstmCrfTagger model = learner(40).fit(DATA.items(), context())) {
      double[] right = model.checkedInfluence(DATA.items());
      List<Labelled<TagSequence>> wrong = new ArrayList<>();
      for (Labelled<TagSequence> item : DATA.items()) {
        List<String> tags = Collections.nCopies(item.annotation().tags().size(), "I-LOC");
        wrong.add(new Labelled<>(item.instance(), new TagSequence(tags)));
      }
      double[] other = model.checkedInfluence(wrong);
      assertTrue(Arrays.stream(right).sum() < 0.1 * Arrays.stream(other).sum());
      float[] norms = floats(model, Output.GRADIENT_NORM, XS);
      assertEquals(Math.sqrt(right[0]), norms[0], 1e-4 * norms[0] + 1e-6);
    }
  }

  /** A sentence has its masks in any company. */
  @Test
  void forward_dropoutPasses_doNotDependOnOtherSentences() {
    try (BilstmCrfTagger model = learner(2).fit(DATA.items(), context())) {
      Output members = Output.MEMBER_TOKEN_LOG_PROBABILITIES;
      List<Instance> two = XS.subList(0, 2);
      int words = Math.max(two.get(0).words().size(), two.get(1).words().size());
      float[] both = floats(model, members, two);
      float[] one = floats(model, members, XS.subList(0, 1));
      int tags = DATA.labels().size();
      int own = two.get(0).words().size() * tags;
      for (int pass = 0; pass < 2; pass++) {
        float[] row =
            Arrays.copyOfRange(both, pass * 2 * words * tags, pass * 2 * words * tags + own);
        assertArrayEquals(Arrays.copyOfRange(one, pass * own, (pass + 1) * own), row, 1e-5f);
      }
      assertFalse(
          Arrays.equals(Arrays.copyOfRange(one, 0, own), Arrays.copyOfRange(one, own, 2 * own)),
          "passes differ");
    }
  }
}
