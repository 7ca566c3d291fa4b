package org.al4j.models.tagger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Models;
import org.al4j.core.model.Output;
import org.al4j.models.Fixtures;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.kind.Targets;
import org.al4j.models.tokenize.LongTexts;
import org.al4j.models.transformer.MinimumUpdates;
import org.al4j.models.transformer.Recipe;
import org.al4j.testkit.FakeSentences;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaggerLearnerTest {
  private static final String MODEL = "models/distilbert/base";
  private static final Dataset<TagSequence> DATA = FakeSentences.dataset(30, 4);
  private static final List<Instance> XS = DATA.items().stream().map(Labelled::instance).toList();

  @TempDir Path dir;

  private static TaggerLearner learner(boolean crf) {
    return TaggerLearner.create(
        Fixtures.path(MODEL),
        TaggerOptions.DEFAULT.withCrf(crf),
        TaggerLearner.plasm().withMinimumUpdates(20).withLearningRate(2e-3));
  }

  /** Of a training that is cancelled before its first update. */
  private static FitContext<TagSequence, TransformerTagger> untrained(
      LabelSpace labels, TransformerTagger previous) {
    return new FitContext<>(labels, 9, Optional.of(previous), List.of(), step -> {}, () -> true);
  }

  private static float[] said(TransformerTagger model) {
    List<float[]> all = new ArrayList<>();
    model.forward(
        XS,
        Set.of(Output.TOKEN_LOG_PROBABILITIES),
        block -> all.add(block.floats(Output.TOKEN_LOG_PROBABILITIES).clone()));
    return all.get(0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fit_previousModel_startsFromItsWeightsAndItsChain(boolean crf) {
    try (TaggerLearner learner = learner(crf);
        TransformerTagger first = learner.fit(DATA.items(), FitContext.of(DATA.labels(), 1));
        TransformerTagger same = learner.fit(DATA.items(), untrained(DATA.labels(), first))) {
      assertTrue(learner.startsWarm());
      float[] before = said(first);
      assertArrayEquals(before, said(same));
      FitContext<TagSequence, TransformerTagger> on =
          new FitContext<>(
              DATA.labels(), 2, Optional.of(first), List.of(), step -> {}, () -> false);
      try (TransformerTagger more = learner.fit(DATA.items(), on)) {
        assertFalse(Arrays.equals(before, said(more)), "it goes on");
        assertArrayEquals(before, said(first), "the one before stays as it was");
      }
    }
  }

  /** A chain goes on any encoder, and what is saved is a token classifier of its family. */
  @ParameterizedTest
  @CsvSource({
    "bert/base, BertForTokenClassification",
    "distilbert/base, DistilBertForTokenClassification",
    "electra/base, ElectraForTokenClassification",
    "roberta/base, RobertaForTokenClassification",
    "xlmr/tokcls, XLMRobertaForTokenClassification",
    "gpt2/base, GPT2ForTokenClassification"
  })
  void save_everyFamilyWithAChain_saysTheSameWhenLoaded(String model, String name)
      throws IOException {
    Path saved = dir.resolve("saved");
    try (TaggerLearner learner =
            TaggerLearner.create(
                Fixtures.path("models/" + model),
                TaggerOptions.DEFAULT.withCrf(true),
                TaggerLearner.plasm().withMinimumUpdates(0).withEpochs(1));
        TransformerTagger fitted = learner.fit(DATA.items(), FitContext.of(DATA.labels(), 1))) {
      fitted.save(saved);
      String config = Files.readString(saved.resolve("config.json"));
      assertTrue(config.contains("\"" + name + "\""), config);
      for (String tag : DATA.labels().names()) {
        assertTrue(config.contains("\"" + tag + "\""), tag);
      }
      try (var loaded = Models.load(saved, TagSequence.class)) {
        assertArrayEquals(said(fitted), said((TransformerTagger) loaded));
      }
    }
  }

  @Test
  void fit_previousModelOfOtherTags_isRefused() {
    try (TaggerLearner learner = learner(false);
        TransformerTagger first = learner.fit(DATA.items(), FitContext.of(DATA.labels(), 1))) {
      List<String> names = new ArrayList<>(DATA.labels().names());
      names.add("B-NEW");
      FitContext<TagSequence, TransformerTagger> other =
          untrained(LabelSpace.of(names.toArray(String[]::new)), first);
      assertThrows(InvalidInputException.class, () -> learner.fit(DATA.items(), other));
    }
  }

  /** PLASM's column for tagging: 5 epochs of 16, 350 updates, 1000 in its authors' code. */
  @ParameterizedTest
  @CsvSource({"300, 350, 4, 5, 375", "300, 1000, 4, 14, 1050", "5600, 350, 16, 5, 1750"})
  void plasm_sentences_haveTheUpdatesOfTheRule(
      int sentences, int least, int batch, int epochs, int updates) {
    MinimumUpdates found =
        MinimumUpdates.of(sentences, TaggerLearner.plasm().withMinimumUpdates(least));
    assertEquals(new MinimumUpdates(batch, epochs), found);
    assertEquals(updates, (sentences + batch - 1) / batch * epochs);
    assertEquals(350, TaggerLearner.plasm().updates().minimumUpdates());
  }

  @ParameterizedTest
  @CsvSource({"32, 2e-4", "256, 2e-4", "257, 5e-5", "768, 5e-5"})
  void withRate_recipe_isBySizeUnlessItSaysOne(int hidden, double rate) {
    Recipe plasm = TaggerLearner.plasm();
    Recipe wanted = Recipe.plasm().withMaxLength(Integer.MAX_VALUE).withLearningRate(rate);
    assertEquals(wanted, TaggerTraining.withRate(plasm, hidden));
    Recipe own = plasm.withLearningRate(1e-3);
    assertEquals(own, TaggerTraining.withRate(own, hidden));
  }

  @ParameterizedTest
  @CsvSource({"FIRST, -100 0 1 -100 1 -100", "ALL, -100 0 1 1 1 -100"})
  void targets_wordOfTwoTokens_areItsTagAtTheFirstOrAtBoth(
      TaggerOptions.Subwords subwords, String wanted) {
    LabelSpace labels = LabelSpace.of("O", "B-X");
    Labelled<TagSequence> item =
        new Labelled<>(
            Instance.ofWords("x", List.of("is", "zable", "\u0007", "run")),
            new TagSequence(List.of("O", "B-X", "O", "B-X")));
    try (Checkpoint checkpoint = Checkpoint.open(Fixtures.path("models/bert/tokcls"));
        WordEncoder encoder =
            new WordEncoder(checkpoint, new Recipe.Texts(20, LongTexts.TRUNCATE))) {
      List<SoftLabelled<TagSequence>> one = Targets.allPlain(List.of(item));
      Example example = new TaggerTargets(labels, encoder, subwords, 0).of(one).get(0).get(0);
      int[] found = example.labels();
      assertArrayEquals(Stream.of(wanted.split(" ")).mapToInt(Integer::parseInt).toArray(), found);
    }
  }

  @Test
  void create_vocabularyWithoutUnknown_isOneLine() throws IOException {
    Path copy = Fixtures.copy(MODEL, dir.resolve("copy"));
    Path vocabulary = copy.resolve("vocab.txt");
    Files.writeString(vocabulary, Files.readString(vocabulary).replace("[UNK]", "[OTHER]"));
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> TaggerLearner.create(copy).close());
    assertTrue(e.getMessage().contains("vocab.txt has no entry [UNK]"), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void provider_parameters_areOptionsAndRecipe() {
    Map<String, String> given =
        Map.of(
            "checkpoint",
            Fixtures.path(MODEL).toString(),
            "subwords",
            "all",
            "constrained",
            "false",
            "best",
            "3",
            "dropout-passes",
            "4",
            "updates",
            "1000");
    try (TaggerLearner learner =
        (TaggerLearner) new TaggerLearnerProvider().create(TagSequence.class, given)) {
      assertEquals(
          new TaggerOptions(TaggerOptions.Subwords.ALL, false, false, 5e-3, 3, 4),
          learner.options());
      assertEquals(1000, learner.recipe().updates().minimumUpdates());
    }
  }
}
