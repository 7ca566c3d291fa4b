package org.al4j.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.SaveMode;
import org.al4j.core.model.SuccessorModel;
import org.al4j.models.calibration.TemperatureScaled;
import org.al4j.models.committee.CommitteeLearner;
import org.al4j.models.tfidf.TfidfClassifier;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.models.transformer.TransformerClassifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of model takes the place of every other. */
class SavedTwiceTest {
  private static final LabelSpace LABELS = LabelSpace.of("a", "b");

  @TempDir private Path dir;

  private static List<Labelled<ClassLabel>> texts() {
    List<Labelled<ClassLabel>> all = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String text = (i % 2 == 0 ? "red apple " : "blue whale ") + i;
      all.add(
          new Labelled<>(Instance.ofText("t" + i, text), new ClassLabel(i % 2 == 0 ? "a" : "b")));
    }
    return all;
  }

  private static TfidfClassifier tfidf() {
    return TfidfLearner.create().fit(texts(), FitContext.of(LABELS, 1));
  }

  private static SuccessorModel<ClassLabel> committee(int members) {
    return CommitteeLearner.bagging(TfidfLearner.create(), members)
        .fit(texts(), FitContext.of(LABELS, 1));
  }

  @Test
  void save_replaceOfAnyKindByAnyKind_leavesWhatSavingAloneLeaves() throws IOException {
    List<SuccessorModel<ClassLabel>> models =
        List.of(
            tfidf(),
            committee(3),
            committee(2),
            TemperatureScaled.of(tfidf(), 2),
            TransformerClassifier.load(Fixtures.path("models/distilbert/seqcls")));
    Path model = dir.resolve("model");
    for (int first = 0; first < models.size(); first++) {
      for (int second = 0; second < models.size(); second++) {
        models.get(first).save(model, SaveMode.REPLACE);
        models.get(second).save(model, SaveMode.REPLACE);
        Path alone = dir.resolve(first + "-" + second);
        models.get(second).save(alone);
        assertEquals(files(alone), files(model), first + " then " + second);
      }
    }
    models.forEach(SuccessorModel::close);
  }

  @Test
  void save_newIntoASavedModel_isRefused() throws IOException {
    try (TfidfClassifier model = tfidf()) {
      model.save(dir.resolve("model"), SaveMode.NEW);
      assertThrows(
          InvalidInputException.class, () -> model.save(dir.resolve("model"), SaveMode.NEW));
    }
  }

  /** Paths and contents. */
  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(
            folder.relativize(file).toString(),
            Integer.toHexString(Arrays.hashCode(Files.readAllBytes(file))));
      }
    }
    return all;
  }
}
