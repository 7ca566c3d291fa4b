package org.al4j.models.setfit;

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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FitProgress;
import org.al4j.core.model.Models;
import org.al4j.core.model.Output;
import org.al4j.models.Fixtures;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.embedding.EmbeddingOptions;
import org.al4j.models.head.HeadEncoder;
import org.al4j.models.transformer.TransformerEncoder.Pooling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class SetFitLearnerTest {
  private static final LabelSpace LABELS = LabelSpace.of("a", "b");
  private static final SetFitOptions OPTIONS =
      SetFitOptions.DEFAULT
          .withPairs(60, PairSampling.OVERSAMPLING)
          .withBatch(4)
          .withLearningRate(3e-3)
          .withEpochs(3);

  @TempDir private Path dir;

  private static HeadEncoder encoder() {
    return HeadEncoder.of(Fixtures.path("models/bert/base").toString());
  }

  private static List<Labelled<ClassLabel>> labelled() {
    List<String> words = List.of("the", "cat", "sat", "on", "a", "mat", "dog", "ran");
    List<Labelled<ClassLabel>> labelled = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String text = words.get(i % 8) + " " + words.get((i + 3) % 8) + " " + i;
      labelled.add(
          new Labelled<>(
              Instance.ofText(Integer.toString(i), text), new ClassLabel(i % 2 == 0 ? "a" : "b")));
    }
    return labelled;
  }

  private static FitContext<ClassLabel, SetFitClassifier> context(long seed) {
    return FitContext.of(LABELS, seed);
  }

  private static List<float[]> embeddings(ActiveModel<ClassLabel> model) {
    List<float[]> rows = new ArrayList<>();
    model.predict(
        labelled().stream().map(Labelled::instance).toList(),
        prediction -> {
          float[] row = new float[prediction.probabilities().length];
          for (int i = 0; i < row.length; i++) {
            row[i] = (float) prediction.probabilities()[i];
          }
          rows.add(row);
        });
    return rows;
  }

  /** The mean squared error of the cosines of all pairs, which is what is learnt. */
  private static double contrast(SetFitOptions options) {
    try (SetFitLearner learner = SetFitLearner.of(encoder(), options);
        SetFitClassifier model = learner.fit(labelled(), context(1))) {
      int[] classes =
          labelled().stream().mapToInt(x -> LABELS.index(x.annotation().name())).toArray();
      List<float[]> vectors = new ArrayList<>();
      model.forward(
          labelled().stream().map(Labelled::instance).toList(),
          Set.of(Output.EMBEDDING),
          outputs -> {
            float[] all = outputs.floats(Output.EMBEDDING);
            int width = all.length / outputs.size();
            for (int i = 0; i < outputs.size(); i++) {
              vectors.add(Arrays.copyOfRange(all, i * width, (i + 1) * width));
            }
          });
      Pairs pairs = new Pairs(classes);
      List<Pair> all = pairs.draw(PairSampling.UNIQUE, 66, new SplittableRandom(1));
      float[][] rows = vectors.toArray(float[][]::new);
      return CosineLoss.loss(rows, all, new double[rows.length][rows[0].length]);
    }
  }

  @Test
  void fit_pairs_bringClassesTogetherAndApart() {
    double before = contrast(OPTIONS.withEpochs(0));
    double after = contrast(OPTIONS);
    assertTrue(after < .7 * before, before + " to " + after);
  }

  @Test
  void fit_sameSeed_sameBitsInAnyOrder_otherSeedOthers() {
    try (SetFitLearner learner = SetFitLearner.of(encoder(), OPTIONS.withEpochs(1))) {
      List<Labelled<ClassLabel>> backwards = new ArrayList<>(labelled());
      Collections.reverse(backwards);
      try (SetFitClassifier one = learner.fit(labelled(), context(1));
          SetFitClassifier same = learner.fit(backwards, context(1));
          SetFitClassifier other = learner.fit(labelled(), context(2))) {
        assertArrayEquals(embeddings(one).toArray(), embeddings(same).toArray());
        assertFalse(Arrays.deepEquals(embeddings(one).toArray(), embeddings(other).toArray()));
      }
    }
  }

  @Test
  void save_thenLoad_sameNumbersAndAnEncoderForOthers() throws IOException {
    Path saved = dir.resolve("saved");
    HeadEncoder prefixed =
        encoder().withOptions(EmbeddingOptions.DEFAULT.withPrefix("the ").withMaxLength(9));
    try (SetFitLearner learner = SetFitLearner.of(prefixed, OPTIONS.withEpochs(1));
        SetFitClassifier model = learner.fit(labelled(), context(1))) {
      model.save(saved);
      try (ActiveModel<?> loaded = Models.load(saved)) {
        assertEquals(model.offers(), loaded.offers());
        assertArrayEquals(
            embeddings(model).toArray(), embeddings((SetFitClassifier) loaded).toArray());
        Path again = dir.resolve("again");
        loaded.save(again);
        assertEquals(
            -1,
            Files.mismatch(
                saved.resolve("encoder/model.safetensors"),
                again.resolve("encoder/model.safetensors")));
      }
    }
    Checkpoint.open(saved.resolve("encoder")).close();
    Files.writeString(saved.resolve("setfit.json"), "{\"format\": \"other\"}");
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> SetFitClassifier.load(saved));
    assertTrue(error.getMessage().contains("setfit.json: must have format"), error.getMessage());
  }

  @Test
  void fit_nothingToContrast_encoderStays() {
    List<Labelled<ClassLabel>> one = labelled().subList(0, 2); // a text of each class
    List<FitProgress> steps = new ArrayList<>();
    FitContext<ClassLabel, SetFitClassifier> context =
        new FitContext<>(LABELS, 1, Optional.empty(), List.of(), steps::add, () -> false);
    try (SetFitLearner learner = SetFitLearner.of(encoder(), OPTIONS);
        SetFitClassifier model = learner.fit(one, context)) {
      assertEquals(List.of(), steps);
      assertEquals(LABELS, model.labels());
    }
  }

  @Test
  void fit_cancelled_stillAModel() {
    FitContext<ClassLabel, SetFitClassifier> context =
        new FitContext<>(LABELS, 1, Optional.empty(), List.of(), step -> {}, () -> true);
    try (SetFitLearner learner = SetFitLearner.of(encoder(), OPTIONS);
        SetFitClassifier model = learner.fit(labelled(), context)) {
      assertEquals(12, embeddings(model).size());
    }
  }

  @Test
  void of_badInput_refused() {
    assertRefused(
        "pooling FIRST_TOKEN",
        () ->
            SetFitLearner.of(
                encoder().withOptions(EmbeddingOptions.DEFAULT.withPooling(Pooling.FIRST_TOKEN))));
    assertRefused("no such directory", () -> SetFitLearner.of(HeadEncoder.of("nowhere")));
    assertRefused("pairs must be", () -> OPTIONS.withPairs(0, PairSampling.UNIQUE));
    assertRefused("epochs must be", () -> OPTIONS.withEpochs(-1));
    assertRefused("batch must be", () -> OPTIONS.withBatch(0));
    assertRefused("learningRate must be", () -> OPTIONS.withLearningRate(0));
    assertRefused("members must be 0", () -> OPTIONS.withHead(OPTIONS.head().withMembers(3)));
    try (SetFitLearner learner = SetFitLearner.of(encoder())) {
      assertRefused("no labelled instance", () -> learner.fit(List.of(), context(1)));
    }
  }

  @Test
  void settings_ofALearner_tellWhatDecides() {
    try (SetFitLearner learner = SetFitLearner.of(encoder(), OPTIONS)) {
      assertEquals(
          Map.of("pairs", "60", "sampling", "OVERSAMPLING"),
          Map.of(
              "pairs", learner.settings().get("pairs"),
              "sampling", learner.settings().get("sampling")));
      assertTrue(learner.describe().startsWith("SetFit on base (60 pairs"), learner.describe());
      assertEquals(64, learner.provenance().get("checkpoint.sha256").length());
    }
  }

  private static void assertRefused(String cause, Executable body) {
    InvalidInputException error = assertThrows(InvalidInputException.class, body);
    assertTrue(error.getMessage().contains(cause), error.getMessage());
  }
}
