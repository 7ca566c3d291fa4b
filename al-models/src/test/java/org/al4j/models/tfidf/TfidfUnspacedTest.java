package org.al4j.models.tfidf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.FitContext;
import org.al4j.core.text.TextsRead;
import org.al4j.models.regression.Features;
import org.al4j.models.regression.RidgeLearner;
import org.al4j.models.regression.RidgeRegressor;
import org.al4j.models.tfidf.WordTokenizer.Unspaced;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts in scripts that put no spaces between words. */
class TfidfUnspacedTest {
  private static final LabelSpace LABELS = LabelSpace.of("good", "bad");

  /** Four texts to learn from, good ones first, and one of each to ask about. */
  private static final Map<String, List<String>> LANGUAGES =
      Map.of(
          "Chinese", List.of("服务很好", "味道很好，推荐", "服务很差", "味道太差了", "环境很好！", "价格太差"),
          "Japanese", List.of("とても良いです", "サービスが良い", "とても悪いです", "サービスが悪い", "味が良かった", "味が悪かった"),
          "Thai",
              List.of(
                  "อาหารดีมาก", "บริการดี", "อาหารแย่มาก", "บริการแย่", "ร้านนี้ดี", "ร้านนี้แย่"),
          "Lao", List.of("ອາຫານດີ", "ບໍລິການດີ", "ອາຫານຮ້າຍ", "ບໍລິການຮ້າຍ", "ຮ້ານດີ", "ຮ້ານຮ້າຍ"),
          "Khmer", List.of("ម្ហូបល្អ", "សេវាល្អ", "ម្ហូបអន់", "សេវាអន់", "ហាងល្អ", "ហាងអន់"),
          "Burmese",
              List.of("အစားကောင်း", "ဝန်ကောင်း", "အစားဆိုး", "ဝန်ဆိုး", "ဆိုင်ကောင်း", "ဆိုင်ဆိုး"),
          "Korean", List.of("음식이 좋아요", "아주 좋아요", "음식이 나빠요", "아주 나빠요", "좋아요 정말", "나빠요 정말"));

  private static List<Labelled<ClassLabel>> train(List<String> texts) {
    List<Labelled<ClassLabel>> items = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      items.add(
          new Labelled<>(
              Instance.ofText("i" + i, texts.get(i)), new ClassLabel(LABELS.name(i / 2))));
    }
    return items;
  }

  private static List<Instance> asked(List<String> texts) {
    return List.of(Instance.ofText("g", texts.get(4)), Instance.ofText("b", texts.get(5)));
  }

  private static TfidfClassifier fit(List<String> texts) {
    return TfidfLearner.create().fit(train(texts), FitContext.of(LABELS, 1));
  }

  private static List<String> rows(TfidfClassifier model, List<Instance> xs) {
    List<String> rows = new ArrayList<>();
    model.predict(xs, said -> rows.add(Arrays.toString(said.probabilities())));
    return rows;
  }

  @Test
  void predict_unseenTexts_areToldApartInEveryScript() {
    LANGUAGES.forEach(
        (language, texts) -> {
          try (TfidfClassifier model = fit(texts)) {
            List<String> said = new ArrayList<>();
            model.predict(asked(texts), one -> said.add(one.annotation().name()));
            assertEquals(List.of("good", "bad"), said, language);
            assertEquals(0, model.textsRead().unknown(), language);
          }
        });
  }

  @Test
  void terms_mixedText_areWordsAndCharacters() {
    WordTokenizer words = new WordTokenizer(new TfidfSettings(1, 2, 2, 1));
    assertEquals(
        List.of("iphone", "is", "ok", "手", "手机", "机", "is ok"), words.terms("ｉＰｈｏｎｅ手机 is OK"));
    assertEquals(List.of("don", "stop", "don stop"), words.terms("Don't stop 😀❤️"));
  }

  @Test
  void textsRead_textsWithoutAKnownTerm_areCounted() {
    TfidfLearner learner = TfidfLearner.create();
    List<String> chinese = LANGUAGES.getOrDefault("Chinese", List.of());
    try (TfidfClassifier model = learner.fit(train(chinese), FitContext.of(LABELS, 1))) {
      model.predict(asked(List.of("", "", "", "", "unknown", "服")), said -> {});
      assertEquals(new TextsRead(2, 0, 0, 1), model.textsRead());
      assertEquals(new TextsRead(2, 0, 0, 1), learner.textsRead());
    }
  }

  /** A model of before: runs are words, and the file says nothing of scripts. */
  @Test
  void load_modelSavedBefore_givesTheScoresOfThen(@TempDir Path dir) throws IOException {
    List<String> texts = LANGUAGES.getOrDefault("Chinese", List.of());
    TfidfSettings settings = TfidfSettings.defaults();
    Vocabulary runs =
        new Vocabulary(settings, Unspaced.WORDS, 4, new TreeMap<>(Map.of("服务很好", 1, "app", 2)));
    float[] weights = {2, -2, 0.5f, 1};
    try (TfidfClassifier old =
        new TfidfClassifier(new TfidfParts(settings, LABELS, runs, weights, new float[] {0, 0}))) {
      old.save(dir.resolve("old"));
      Path json = dir.resolve("old/tfidf.json");
      String text = Files.readString(json);
      Files.writeString(json, text.replace("\"unspacedScripts\":1,", ""));
      assertNotEquals(text, Files.readString(json));
      List<Instance> xs =
          List.of(
              Instance.ofText("a", texts.get(0)),
              Instance.ofText("b", "服务"),
              Instance.ofText("c", "app"));
      try (TfidfClassifier loaded = TfidfClassifier.load(dir.resolve("old"))) {
        assertEquals(rows(old, xs), rows(loaded, xs));
        assertEquals("[0.5, 0.5]", rows(loaded, xs).get(1), "a run that it does not know");
        loaded.save(dir.resolve("again"));
        assertEquals(text, Files.readString(dir.resolve("again/tfidf.json")));
      }
    }
  }

  @Test
  void load_modelSavedNow_givesEqualScores(@TempDir Path dir) throws IOException {
    List<String> texts = LANGUAGES.getOrDefault("Thai", List.of());
    try (TfidfClassifier model = fit(texts)) {
      model.save(dir.resolve("m"));
      try (TfidfClassifier loaded = TfidfClassifier.load(dir.resolve("m"))) {
        assertEquals(rows(model, asked(texts)), rows(loaded, asked(texts)));
      }
      Path json = dir.resolve("m/tfidf.json");
      Files.writeString(
          json, Files.readString(json).replace("\"unspacedScripts\":2", "\"unspacedScripts\":3"));
      assertTrue(
          assertThrows(
                  InvalidInputException.class, () -> TfidfClassifier.load(dir.resolve("m")).close())
              .getMessage()
              .endsWith("unspacedScripts must be 1 or 2, found 3; a later AL4J may read it"));
    }
  }

  @Test
  void describe_defaults_areThoseOfRecordedRuns() {
    assertEquals(
        "TF-IDF (words, vocabulary of the labelled texts) + multinomial logistic regression"
            + " (C=10.0)",
        TfidfLearner.create().describe());
    assertEquals(Map.of(), TfidfLearner.create().provenance());
    assertEquals("8 hashed words", Features.hashedWords(8).describe());
  }

  @Test
  void ridge_savedBefore_givesTheValuesOfThen(@TempDir Path dir) throws IOException {
    Features features = Features.hashedWords(64);
    List<Labelled<RealValue>> items =
        List.of(
            new Labelled<>(Instance.ofText("a", "服务很好"), new RealValue(1)),
            new Labelled<>(Instance.ofText("b", "服务很差"), new RealValue(-1)));
    Instance asked = Instance.ofText("c", "很好");
    try (RidgeRegressor now =
        RidgeLearner.of(features, 0.1).fit(items, FitContext.of(LabelSpace.none(), 1))) {
      assertTrue(value(now, asked) > 0.1, "it has characters of the first");
      now.save(dir.resolve("m"));
      try (RidgeRegressor loaded = RidgeRegressor.load(dir.resolve("m"), features)) {
        assertEquals(value(now, asked), value(loaded, asked));
      }
      Path json = dir.resolve("m/ridge.json");
      Files.writeString(json, Files.readString(json).replace("\"unspacedScripts\":2,", ""));
      try (RidgeRegressor old = RidgeRegressor.load(dir.resolve("m"), features)) {
        int place = Math.floorMod("很好".hashCode(), 64); // one word, as it was then
        assertEquals(old.bias() + old.weights()[place], value(old, asked), 1e-12);
      }
    }
  }

  private static double value(RidgeRegressor model, Instance x) {
    double[] value = new double[1];
    model.predict(List.of(x), said -> value[0] = said.annotation().value());
    return value[0];
  }
}
