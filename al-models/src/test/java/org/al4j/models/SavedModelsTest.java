package org.al4j.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.io.Beside;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FloatRows;
import org.al4j.core.model.Models;
import org.al4j.core.model.Output;
import org.al4j.core.model.SaveMode;
import org.al4j.core.model.SuccessorModel;
import org.al4j.models.calibration.TemperatureLearner;
import org.al4j.models.calibration.TemperatureScaled;
import org.al4j.models.committee.Committee;
import org.al4j.models.committee.CommitteeLearner;
import org.al4j.models.regression.Features;
import org.al4j.models.regression.RidgeLearner;
import org.al4j.models.regression.RidgeRegressor;
import org.al4j.models.tfidf.TfidfClassifier;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.models.transformer.TransformerClassifier;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedModelsTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(12, 3, 5);
  private static final Path TRANSFORMER = Fixtures.path("models/distilbert/seqcls");

  @TempDir Path dir;

  private static <M> FitContext<ClassLabel, M> context() {
    return FitContext.of(DATA.labels(), 1);
  }

  private static List<String> rows(ActiveModel<ClassLabel> model) {
    List<String> rows = new ArrayList<>();
    model.forward(
        DATA.corpus(),
        Set.of(Output.PROBABILITIES),
        block -> rows.add(Arrays.toString(FloatRows.of(block.get(Output.PROBABILITIES)))));
    model.predict(DATA.corpus(), said -> rows.add(Arrays.toString(said.probabilities())));
    return rows;
  }

  /** Saves, loads, compares, and gives the loaded model's kind. */
  private Class<?> kind(ActiveModel<ClassLabel> model, String name) throws IOException {
    model.save(dir.resolve(name));
    try (ActiveModel<ClassLabel> loaded = Models.load(dir.resolve(name), ClassLabel.class)) {
      assertEquals(rows(model), rows(loaded), name);
      assertEquals(model.labels().names(), loaded.labels().names());
      assertEquals(DATA.labels().size(), loaded.labels().size());
      return loaded.getClass();
    }
  }

  private String refusal(Path folder) {
    return assertThrows(
            InvalidInputException.class, () -> Models.load(folder, ClassLabel.class).close())
        .getMessage();
  }

  @Test
  void load_eachKind_givesWhatItGaveWhenSaved() throws IOException {
    try (ActiveModel<ClassLabel> tfidf = TfidfLearner.create().fit(DATA.items(), context());
        ActiveModel<ClassLabel> transformer = TransformerClassifier.load(TRANSFORMER)) {
      assertEquals(TfidfClassifier.class, kind(tfidf, "tfidf"));
      assertEquals(TransformerClassifier.class, kind(transformer, "transformer"));
    }
  }

  /** TF-IDF in one file and a committee in many, one after the other under one name. */
  @Test
  void load_whileReplaced_isTheOldModelOrTheNew() throws IOException {
    Path folder = dir.resolve("model");
    try (TfidfClassifier one = TfidfLearner.create().fit(DATA.items(), context());
        Committee<ClassLabel> other = committee()) {
      one.save(folder);
      CompletableFuture<Void> saver =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 60; i++) {
                  try {
                    SuccessorModel<ClassLabel> next = i % 2 == 0 ? other : one;
                    next.save(folder, SaveMode.REPLACE);
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                }
              });
      List<List<String>> either = List.of(rows(one), rows(other));
      do {
        try (ActiveModel<ClassLabel> loaded = Models.load(folder, ClassLabel.class)) {
          assertTrue(either.contains(rows(loaded)));
        }
      } while (!saver.isDone());
      saver.join();
    }
  }

  @Test
  void load_killedBetweenTheRenames_readsWhatWasSetAside() throws IOException {
    Path folder = dir.resolve("model");
    try (Committee<ClassLabel> committee = committee()) {
      committee.save(folder);
      Files.move(folder, Beside.path(folder, Beside.Role.OLD));
      assertTrue(Models.isSavedIn(folder));
      assertEquals("committee", Models.description(folder).format());
      try (ActiveModel<ClassLabel> loaded = Models.load(folder, ClassLabel.class);
          Committee<ClassLabel> direct = Committee.load(folder, ClassLabel.class)) {
        assertEquals(rows(committee), rows(loaded));
        assertEquals(rows(committee), rows(direct));
      }
    }
  }

  @Test
  void load_temperature_isNotForgotten() throws IOException {
    try (ActiveModel<ClassLabel> bare = TfidfLearner.create().fit(DATA.items(), context());
        ActiveModel<ClassLabel> scaled =
            TemperatureLearner.of(TfidfLearner.create(), 4).fit(DATA.items(), context());
        ActiveModel<ClassLabel> transformer =
            TemperatureScaled.of(TransformerClassifier.load(TRANSFORMER), 0.5)) {
      assertTrue(!rows(bare).equals(rows(scaled)), "the temperature matters");
      kind(scaled, "scaled");
      kind(transformer, "transformer");
      try (ActiveModel<ClassLabel> loaded = Models.load(dir.resolve("scaled"), ClassLabel.class)) {
        assertEquals(4, assertInstanceOf(TemperatureScaled.class, loaded).temperature());
      }
    }
  }

  @Test
  void load_mixedCommittee_readsEachMemberAsItsKind() throws IOException {
    try (Committee<ClassLabel> committee =
        CommitteeLearner.families(
                List.of(
                    TfidfLearner.create(),
                    TemperatureLearner.of(TfidfLearner.create(), 3),
                    CommitteeLearner.bagging(TfidfLearner.create(), 2)))
            .fit(DATA.items(), context())) {
      assertEquals(Committee.class, kind(committee, "committee"));
      String json = Files.readString(dir.resolve("committee/committee.json"));
      assertTrue(json.contains("\"kinds\":[\"tfidf\",\"tfidf\",\"committee\"]"), json);
    }
  }

  @Test
  void load_committeeFromBeforeKindsWereWritten_isRead() throws IOException {
    try (Committee<ClassLabel> committee = committee()) {
      committee.save(dir.resolve("old"));
      edit("old/committee.json", "\"kinds\":[\"tfidf\",\"tfidf\"],", "");
      try (ActiveModel<ClassLabel> loaded = Models.load(dir.resolve("old"), ClassLabel.class)) {
        assertEquals(rows(committee), rows(loaded));
      }
    }
  }

  @Test
  void load_committeeThatContradictsItself_isRefused() throws IOException {
    try (Committee<ClassLabel> committee = committee()) {
      committee.save(dir.resolve("c"));
    }
    Path json = dir.resolve("c/committee.json");
    String good = Files.readString(json);
    edit("c/committee.json", "[\"tfidf\",\"tfidf\"]", "[\"tfidf\",\"transformer\"]");
    assertTrue(refusal(dir.resolve("c")).contains("found [tfidf, transformer] but tfidf in"));
    Files.writeString(json, good.replace("\"members\":2", "\"members\":3"));
    assertTrue(refusal(dir.resolve("c")).contains("the committee has 3 members, but there is no"));
    Files.writeString(json, good.replace("class-0\",\"class-1", "class-1\",\"class-0"));
    assertTrue(
        refusal(dir.resolve("c"))
            .endsWith(
                "members must have the committee's classes [class-1, class-0, class-2] in that"
                    + " order, found [class-0, class-1, class-2]"));
  }

  private static Committee<ClassLabel> committee() {
    return CommitteeLearner.bagging(TfidfLearner.create(), 2).fit(DATA.items(), context());
  }

  private void edit(String file, String from, String to) throws IOException {
    String text = Files.readString(dir.resolve(file));
    assertTrue(text.contains(from), text);
    Files.writeString(dir.resolve(file), text.replace(from, to));
  }

  @Test
  void load_badTemperature_isRefused() throws IOException {
    try (ActiveModel<ClassLabel> scaled =
        TemperatureLearner.of(TfidfLearner.create(), 4).fit(DATA.items(), context())) {
      scaled.save(dir.resolve("s"));
    }
    Files.writeString(dir.resolve("s/temperature.txt"), "warm");
    assertTrue(
        refusal(dir.resolve("s"))
            .endsWith("a temperature must be a positive number, found 'warm'"));
  }

  @Test
  void load_whatIsNoClassifier_isRefused() throws IOException {
    var features = Features.hashedWords(8);
    var items =
        DATA.items().stream().map(one -> new Labelled<>(one.instance(), new RealValue(1))).toList();
    try (var ridge = RidgeLearner.of(features, 1).fit(items, FitContext.of(LabelSpace.none(), 1));
        var committee =
            CommitteeLearner.bagging(RidgeLearner.of(features, 1), 2)
                .fit(items, FitContext.of(LabelSpace.none(), 1))) {
      ridge.save(dir.resolve("ridge"));
      committee.save(dir.resolve("ridges"));
    }
    assertTrue(refusal(dir.resolve("ridge")).contains("a model of RealValue, not of ClassLabel"));
    assertTrue(refusal(dir.resolve("ridges")).contains("a model of RealValue, not of ClassLabel"));
    assertTrue(refusal(dir.resolve("none")).contains("is not a folder"));
    assertTrue(refusal(Files.createDirectory(dir.resolve("empty"))).contains("empty"));
  }

  @Test
  void load_twoModelsInOneFolder_isRefused() throws IOException {
    try (ActiveModel<ClassLabel> tfidf = TfidfLearner.create().fit(DATA.items(), context())) {
      tfidf.save(dir.resolve("both"));
    }
    Files.copy(TRANSFORMER.resolve("config.json"), dir.resolve("both/config.json"));
    assertTrue(
        refusal(dir.resolve("both"))
            .endsWith(
                "must hold one model: al4j.json says tfidf, but there are files of transformer,"
                    + " too; keep those of one"));
    Files.delete(dir.resolve("both/al4j.json"));
    assertTrue(
        refusal(dir.resolve("both"))
            .endsWith(
                "must hold one model, found files of tfidf and transformer; keep those of one"));
  }

  @Test
  void load_committeeWhoseNumberIsDamaged_isRefused() throws IOException {
    try (Committee<ClassLabel> committee = committee()) {
      committee.save(dir.resolve("c"));
    }
    Path json = dir.resolve("c/committee.json");
    String good = Files.readString(json);
    for (String count : List.of("1", "2.5", "\"2\"", "null", "true", "-2", "1e400")) {
      Files.writeString(json, good.replace("\"members\":2", "\"members\":" + count));
      assertTrue(refusal(dir.resolve("c")).startsWith(json + ": "), count);
    }
    for (String kinds : List.of("null", "[]", "[\"tfidf\"]", "[null,\"tfidf\"]", "2")) {
      Files.writeString(json, good.replace("[\"tfidf\",\"tfidf\"]", kinds));
      assertTrue(refusal(dir.resolve("c")).startsWith(json + ": "), kinds);
    }
    Files.writeString(json, good);
    Files.createDirectory(dir.resolve("c/member-2"));
    assertEquals(
        json + ": the committee has 2 members, but 3 folders member-*", refusal(dir.resolve("c")));
  }

  @Test
  void load_bytesOfAnotherEncoding_isRefused() throws IOException {
    byte[] utf32 = {0, 0, (byte) 0xfe, (byte) 0xff, 0, 1, 2};
    for (String name : List.of("committee.json", "tfidf.json")) {
      Path folder = Files.createDirectory(dir.resolve(name.substring(0, 5)));
      Files.write(folder.resolve(name), utf32);
      assertTrue(refusal(folder).startsWith(folder.resolve(name) + ": not valid JSON"));
    }
    Path folder = Files.createDirectory(dir.resolve("ridge"));
    Files.write(folder.resolve("ridge.json"), utf32);
    String line =
        assertThrows(
                InvalidInputException.class,
                () -> RidgeRegressor.load(folder, Features.hashedWords(8)))
            .getMessage();
    assertTrue(line.startsWith(folder.resolve("ridge.json") + ": not valid JSON"), line);
  }

  @Test
  void load_temperatureThatIsAFolderOrTooSmall_isRefused() throws IOException {
    try (ActiveModel<ClassLabel> tfidf = TfidfLearner.create().fit(DATA.items(), context())) {
      assertThrows(IllegalArgumentException.class, () -> TemperatureScaled.of(tfidf, 1e-320));
      TemperatureScaled.of(tfidf, 2).save(dir.resolve("s"));
    }
    Files.delete(dir.resolve("s/temperature.txt"));
    Path file = Files.createDirectory(dir.resolve("s/temperature.txt"));
    assertEquals(file + ": a folder where a file is expected", refusal(dir.resolve("s")));
    Files.delete(file);
    Files.writeString(file, "1e-320");
    assertTrue(refusal(dir.resolve("s")).endsWith("must be a positive number, found '1e-320'"));
  }

  @Test
  void load_temperatureThatCameInLater_isNotIgnored() throws IOException {
    try (ActiveModel<ClassLabel> tfidf = TfidfLearner.create().fit(DATA.items(), context())) {
      tfidf.save(dir.resolve("s"));
    }
    Files.writeString(dir.resolve("s/temperature.txt"), "2");
    assertTrue(
        refusal(dir.resolve("s")).contains("al4j.json says tfidf, but there are files of t"));
  }

  @Test
  void save_eachKind_saysFormatAndVersion() throws IOException {
    try (ActiveModel<ClassLabel> tfidf = TfidfLearner.create().fit(DATA.items(), context());
        ActiveModel<ClassLabel> transformer = TransformerClassifier.load(TRANSFORMER)) {
      tfidf.save(dir.resolve("t"));
      transformer.save(dir.resolve("b"));
      TemperatureScaled.of(tfidf, 2).save(dir.resolve("s"));
    }
    assertEquals("{\"format\":\"tfidf\",\"version\":1}", said("t"));
    assertEquals("{\"format\":\"transformer\",\"version\":1}", said("b"));
    assertEquals(
        "{\"format\":\"temperature\",\"version\":1,"
            + "\"of\":{\"format\":\"tfidf\",\"version\":1}}",
        said("s"));
  }

  private String said(String folder) throws IOException {
    return Files.readString(dir.resolve(folder + "/al4j.json"));
  }

  @Test
  void load_folderFromBeforeFormatsWereWritten_isRead() throws IOException {
    try (ActiveModel<ClassLabel> tfidf = TfidfLearner.create().fit(DATA.items(), context());
        ActiveModel<ClassLabel> scaled = TemperatureScaled.of(tfidf, 3)) {
      scaled.save(dir.resolve("s"));
      Files.delete(dir.resolve("s/al4j.json"));
      try (ActiveModel<ClassLabel> loaded = Models.load(dir.resolve("s"), ClassLabel.class)) {
        assertEquals(rows(scaled), rows(loaded));
      }
    }
  }

  @Test
  void load_descriptionThatIsNone_isRefusedInOneLine() throws IOException {
    try (ActiveModel<ClassLabel> tfidf = TfidfLearner.create().fit(DATA.items(), context())) {
      tfidf.save(dir.resolve("t"));
    }
    Path said = dir.resolve("t/al4j.json");
    for (String wrong :
        List.of(
            "",
            "[]",
            "{",
            "{\"format\":\"T\\nX\",\"version\":1}",
            "{\"format\":\"tfidf\"}",
            "{\"format\":\"tfidf\",\"version\":1.5}",
            "{\"format\":\"tfidf\",\"version\":0}",
            "{\"format\":\"tfidf\",\"version\":1,\"of\":3}",
            "x".repeat(20_000))) {
      Files.writeString(said, wrong);
      String message = refusal(dir.resolve("t"));
      assertTrue(message.startsWith(said.toString()), message);
      assertEquals(1, message.lines().count(), message);
    }
    Files.writeString(said, "{\"format\":\"tfidf\",\"version\":2}");
    assertTrue(refusal(dir.resolve("t")).endsWith("reads up to version 1: use a newer one"));
    Files.writeString(said, "{\"format\":\"lstm\",\"version\":1}");
    Files.delete(dir.resolve("t/tfidf.json"));
    assertTrue(
        refusal(dir.resolve("t")).contains("format 'lstm', which nothing on the class path"));
  }

  @Test
  void load_ridgeAndItsCommittee_giveWhatTheyGaveWhenSaved() throws IOException {
    var features = Features.hashedWords(8);
    List<Labelled<RealValue>> items = new ArrayList<>();
    DATA.items()
        .forEach(
            one ->
                items.add(
                    new Labelled<>(one.instance(), new RealValue(one.instance().text().length()))));
    try (var ridge = RidgeLearner.of(features, 1).fit(items, FitContext.of(LabelSpace.none(), 1));
        var committee =
            CommitteeLearner.bagging(RidgeLearner.of(features, 1), 2)
                .fit(items, FitContext.of(LabelSpace.none(), 1))) {
      for (ActiveModel<RealValue> model : List.of(ridge, committee)) {
        Path folder = dir.resolve(model.getClass().getSimpleName());
        model.save(folder);
        try (ActiveModel<RealValue> loaded = Models.load(folder, RealValue.class)) {
          assertEquals(values(model), values(loaded));
          assertEquals(model.getClass(), loaded.getClass());
        }
      }
    }
  }

  private static List<Double> values(ActiveModel<RealValue> model) {
    List<Double> values = new ArrayList<>();
    model.predict(DATA.corpus(), said -> values.add(said.annotation().value()));
    return values;
  }
}
