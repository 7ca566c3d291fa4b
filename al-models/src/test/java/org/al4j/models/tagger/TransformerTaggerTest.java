package org.al4j.models.tagger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Models;
import org.al4j.core.model.Output;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.fit.EpochModels;
import org.al4j.core.tags.TagScheme;
import org.al4j.models.Fixtures;
import org.al4j.models.training.EarlyStopping;
import org.al4j.models.transformer.LoadOptions;
import org.al4j.models.transformer.Recipe;
import org.al4j.models.transformer.TransformerClassifier;
import org.al4j.testkit.FakeSentences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformerTaggerTest {
  private static final Dataset<TagSequence> DATA = FakeSentences.dataset(60, 4);
  private static final List<Instance> XS = DATA.items().stream().map(Labelled::instance).toList();

  @TempDir Path dir;

  private static TaggerLearner learner(TaggerOptions options, Recipe recipe) {
    return TaggerLearner.create(Fixtures.path("models/distilbert/base"), options, recipe);
  }

  private static Recipe quick(int epochs) {
    return TaggerLearner.plasm().withMinimumUpdates(0).withEpochs(epochs).withLearningRate(2e-3);
  }

  private static float[] floats(TransformerTagger model, Output output, List<Instance> xs) {
    List<float[]> all = new ArrayList<>();
    model.forward(xs, Set.of(output), block -> all.add(block.floats(output).clone()));
    assertEquals(1, all.size(), "one block");
    return all.get(0);
  }

  private static List<Prediction<TagSequence>> predictions(
      TransformerTagger model, List<Instance> xs) {
    List<Prediction<TagSequence>> all = new ArrayList<>();
    model.predict(xs, all::add);
    return all;
  }

  /** Words whose tokens are those of the reference, and which of these they begin with. */
  @ParameterizedTest
  @CsvSource({
    "bert, 2, good g t, 1 2 3", "bert, 3, is, 1",
    "distilbert, 2, good g t, 1 2 3", "distilbert, 3, is, 1",
    "electra, 2, good g t, 1 2 3", "electra, 3, is, 1",
    "xlmr, 2, house! morning, 1 3", "xlmr, 3, music, 1"
  })
  void forward_reference_givesTheSoftmaxOfItsLogits(
      String family, int row, String words, String places) throws IOException {
    String path = "models/" + family + "/tokcls";
    JsonNode logits = Fixtures.json(path + "/expected.json").path("logits").path(row);
    List<String> tokens = List.of(places.split(" "));
    double likelihood = 0;
    float[] want = new float[tokens.size() * 5];
    for (int i = 0; i < tokens.size(); i++) {
      JsonNode of = logits.path(Integer.parseInt(tokens.get(i)));
      double sum = 0;
      double most = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < 5; k++) {
        sum += Math.exp(of.path(k).asDouble());
        most = Math.max(most, of.path(k).asDouble());
      }
      for (int k = 0; k < 5; k++) {
        want[i * 5 + k] = (float) (of.path(k).asDouble() - Math.log(sum));
      }
      likelihood += most - Math.log(sum);
    }
    List<Instance> xs = List.of(Instance.ofWords("x", List.of(words.split(" "))));
    try (TransformerTagger model = TransformerTagger.load(Fixtures.path(path))) {
      assertArrayEquals(want, floats(model, Output.TOKEN_LOG_PROBABILITIES, xs), 5e-5f);
      assertEquals(likelihood, floats(model, Output.SEQUENCE_LOG_LIKELIHOOD, xs)[0], 1e-4);
      float[] best = floats(model, Output.BEST_SEQUENCE_LOG_LIKELIHOODS, xs);
      assertEquals(5, best.length);
      assertEquals(likelihood, best[0], 1e-4);
    }
  }

  /** Words of the tiny vocabulary: {@code run} and {@code x} begin spans, {@code o} goes on. */
  private static List<Labelled<TagSequence>> known() {
    List<String> words = List.of("good", "is", "1", "run", "run o", "x", "x o");
    List<String> tags = List.of("O", "O", "O", "B-PER", "B-PER I-PER", "B-LOC", "B-LOC I-LOC");
    SplittableRandom random = new SplittableRandom(5);
    List<Labelled<TagSequence>> items = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      List<String> said = new ArrayList<>();
      List<String> gold = new ArrayList<>();
      for (int k = 0; k < 6; k++) {
        int which = random.nextInt(words.size());
        said.addAll(List.of(words.get(which).split(" ")));
        gold.addAll(List.of(tags.get(which).split(" ")));
      }
      items.add(new Labelled<>(Instance.ofWords("k" + i, said), new TagSequence(gold)));
    }
    return items;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fit_sentences_areLearnt(boolean crf) {
    TaggerOptions options = TaggerOptions.DEFAULT.withCrf(crf).withCrfRate(2e-2);
    List<Labelled<TagSequence>> items = known();
    try (TaggerLearner learner = learner(options, quick(40));
        TransformerTagger model = learner.fit(items, FitContext.of(DATA.labels(), 3))) {
      List<Prediction<TagSequence>> said =
          predictions(model, items.stream().map(Labelled::instance).toList());
      int right = 0;
      for (int i = 0; i < said.size(); i++) {
        assertTrue(TagScheme.IOB2.problem(said.get(i).annotation().tags()).isEmpty(), "IOB2");
        right += said.get(i).annotation().equals(items.get(i).annotation()) ? 1 : 0;
      }
      assertTrue(right >= 0.9 * items.size(), right + " of " + items.size());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void load_savedModel_saysTheSame(boolean crf) throws IOException {
    TaggerOptions options = TaggerOptions.DEFAULT.withCrf(crf).withPasses(2);
    try (TaggerLearner learner = learner(options, quick(1));
        TransformerTagger model = learner.fit(DATA.items(), FitContext.of(DATA.labels(), 3))) {
      Path saved = dir.resolve("model");
      model.save(saved);
      JsonNode config = new ObjectMapper().readTree(saved.resolve("config.json").toFile());
      assertEquals(
          "DistilBertForTokenClassification", config.path("architectures").path(0).asText());
      assertEquals("B-LOC", config.path("id2label").path("0").asText());
      assertEquals(crf, Files.exists(saved.resolve("crf.safetensors")));
      try (TransformerTagger again =
          assertInstanceOf(TransformerTagger.class, Models.load(saved, TagSequence.class))) {
        assertEquals(model.labels(), again.labels());
        for (Output output :
            List.of(
                Output.TOKEN_LOG_PROBABILITIES,
                Output.SEQUENCE_LOG_LIKELIHOOD,
                Output.BEST_SEQUENCE_LOG_LIKELIHOODS,
                Output.EMBEDDING)) {
          assertArrayEquals(floats(model, output, XS), floats(again, output, XS), output.name());
        }
      }
      assertThrows(InvalidInputException.class, () -> TransformerClassifier.load(saved).close());
    }
  }

  @Test
  void forward_windowsWhereOneWouldDo_tagAlmostTheSame() {
    Path path = Fixtures.path("models/bert/tokcls");
    try (TransformerTagger whole = TransformerTagger.load(path);
        TransformerTagger cut =
            TransformerTagger.load(path, LoadOptions.DEFAULT.withMaxLength(16))) {
      List<Instance> short1 = List.of(Instance.ofWords("x", List.of("good", "is", "run")));
      assertArrayEquals(
          floats(whole, Output.TOKEN_LOG_PROBABILITIES, short1),
          floats(cut, Output.TOKEN_LOG_PROBABILITIES, short1),
          "it fits both");
      List<Instance> long1 = List.of(Instance.ofWords("x", Collections.nCopies(20, "good")));
      assertEquals(
          20 * 5, floats(cut, Output.TOKEN_LOG_PROBABILITIES, long1).length, "no word is dropped");
    }
  }

  @Test
  void predict_fiveThousandWords_tagsEach() {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      words.add(i % 3 == 0 ? "good" : "run" + i % 7);
    }
    words.set(17, "\u0007");
    List<Instance> xs = List.of(Instance.ofWords("long", words), Instance.ofText("blank", " "));
    try (TransformerTagger model = TransformerTagger.load(Fixtures.path("models/bert/tokcls"))) {
      List<Prediction<TagSequence>> said = predictions(model, xs);
      assertEquals(5000, said.get(0).annotation().tags().size());
      assertEquals(List.of(), said.get(1).annotation().tags());
      assertTrue(model.textsRead().truncated() == 0);
    }
  }

  @Test
  void predict_wordWithoutTokens_isOutside() {
    try (TaggerLearner learner = learner(TaggerOptions.DEFAULT, quick(1));
        TransformerTagger model = learner.fit(DATA.items(), FitContext.of(DATA.labels(), 3))) {
      Instance x = Instance.ofWords("x", List.of("PER1", "\u0007", "PER2"));
      Prediction<TagSequence> said = predictions(model, List.of(x)).get(0);
      assertEquals("O", said.annotation().tags().get(1));
      double[] row = ((Confidence.Words) said.confidence()).probabilities()[1];
      assertEquals(1, row[DATA.labels().index("O")], 1e-6);
    }
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
    for (boolean crf : new boolean[] {false, true}) {
      try (TaggerLearner learner = learner(TaggerOptions.DEFAULT.withCrf(crf), quick(1));
          TransformerTagger hard = learner.fit(DATA.items(), FitContext.of(DATA.labels(), 3));
          TransformerTagger same = learner.fitSoft(soft, FitContext.of(DATA.labels(), 3))) {
        assertArrayEquals(
            floats(hard, Output.TOKEN_LOG_PROBABILITIES, XS),
            floats(same, Output.TOKEN_LOG_PROBABILITIES, XS),
            1e-4f);
      }
    }
  }

  /** The last epoch was no better than the one before, or it would not have been the last. */
  @ParameterizedTest
  @CsvSource({"false, LOSS", "false, ACCURACY", "true, LOSS", "true, ACCURACY"})
  void fit_earlyStopping_hasTheWeightsAndTheChainOfTheBestEpoch(
      boolean crf, EarlyStopping.Metric metric) {
    Recipe recipe = quick(40).withEarlyStopping(new EarlyStopping(1, 0.2, metric));
    TaggerOptions options = TaggerOptions.DEFAULT.withCrf(crf).withCrfRate(2e-2);
    try (TaggerLearner learner = learner(options, recipe)) {
      EpochModels<TransformerTagger> all =
          learner.fitKeeping(DATA.items(), FitContext.of(DATA.labels(), 3), 40);
      int last = all.epochEnds().size() - 1;
      assertTrue(last > 0 && last < 39, "epochs " + (last + 1));
      float[] best = floats(all.model(), Output.TOKEN_LOG_PROBABILITIES, XS);
      assertArrayEquals(
          floats(all.epochEnds().get(last - 1), Output.TOKEN_LOG_PROBABILITIES, XS), best);
      assertFalse(
          Arrays.equals(
              floats(all.epochEnds().get(last), Output.TOKEN_LOG_PROBABILITIES, XS), best));
      all.model().close();
      all.epochEnds().forEach(TransformerTagger::close);
    }
  }

  /** Nothing could be measured, and the first epoch would be the best for ever. */
  @Test
  void fit_earlyStoppingByBlankSentences_isRefused() {
    FitContext<TagSequence, TransformerTagger> context =
        new FitContext<>(
            DATA.labels(),
            1,
            Optional.empty(),
            List.of(new Labelled<>(Instance.ofText("blank", " "), new TagSequence(List.of()))),
            step -> {},
            () -> false);
    Recipe recipe = quick(3).withEarlyStopping(EarlyStopping.after(1));
    try (TaggerLearner learner = learner(TaggerOptions.DEFAULT, recipe)) {
      String message =
          assertThrows(
                  InvalidInputException.class, () -> learner.fit(DATA.items(), context).close())
              .getMessage();
      assertTrue(message.startsWith("early stopping measures held-out sentences"), message);
    }
  }

  /** The chain is at zero in a fit that was cancelled at once, and so says what softmax says. */
  @Test
  void selfInfluence_chainOfZeros_isThatOfTheSoftmax() {
    FitContext<TagSequence, TransformerTagger> context =
        new FitContext<>(DATA.labels(), 1, Optional.empty(), List.of(), step -> {}, () -> true);
    double[][] influence = new double[2][];
    for (int i = 0; i < 2; i++) {
      try (TaggerLearner learner = learner(TaggerOptions.DEFAULT.withCrf(i == 1), quick(1));
          TransformerTagger model = learner.fit(DATA.items(), context)) {
        influence[i] = model.checkedInfluence(DATA.items().subList(0, 5));
        float[] norms = floats(model, Output.GRADIENT_NORM, XS);
        assertEquals(XS.size(), norms.length);
      }
    }
    assertTrue(influence[0][0] > 0);
    for (int i = 0; i < 5; i++) {
      assertEquals(influence[0][i], influence[1][i], 1e-3 * influence[0][i]);
    }
  }

  @Test
  void options_outOfRange_areRefusedInOneLine() {
    List<Executable> all =
        List.of(
            () -> TaggerOptions.DEFAULT.withBest(0),
            () -> TaggerOptions.DEFAULT.withPasses(0),
            () -> TaggerOptions.DEFAULT.withCrfRate(1),
            () -> TaggerOptions.DEFAULT.withCrf(true).withSubwords(TaggerOptions.Subwords.ALL));
    for (Executable one : all) {
      String message = assertThrows(InvalidInputException.class, one).getMessage();
      assertTrue(message.startsWith("tagger: ") && message.contains(", found "), message);
    }
  }
}
