package org.al4j.bench.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.FitContext;
import org.al4j.models.calibration.TemperatureScaled;
import org.al4j.models.committee.Committee;
import org.al4j.models.committee.CommitteeLearner;
import org.al4j.models.regression.Features;
import org.al4j.models.regression.RidgeLearner;
import org.al4j.models.regression.RidgeRegressor;
import org.al4j.models.tfidf.TfidfClassifier;
import org.al4j.models.tfidf.TfidfLearner;

/** Readers of models that AL4J saved in forms of its own. */
final class SavedTargets {
  private static final LabelSpace LABELS = LabelSpace.of("no", "yes");
  private static final Features FEATURES = Features.hashedWords(6);

  private SavedTargets() {}

  static List<FuzzTarget> all() {
    return List.of(
        new FuzzTarget("tfidf", 60, SavedTargets::tfidf),
        new FuzzTarget("committee", 30, SavedTargets::committee),
        new FuzzTarget("ridge", 80, SavedTargets::ridge));
  }

  private static List<FuzzInput> tfidf(Path folder) throws IOException {
    Path dir = folder.resolve("tfidf");
    try (TfidfClassifier model = TfidfLearner.create().fit(examples(), FitContext.of(LABELS, 1))) {
      TemperatureScaled.of(model, 1.5).save(dir);
    }
    return List.of(
        new FuzzInput(
            dir,
            List.of(TfidfClassifier.FILE, "model.safetensors", "temperature.txt"),
            (copy, number) -> {
              double temperature = TemperatureScaled.readTemperature(copy);
              try (TemperatureScaled<TfidfClassifier> model =
                  TemperatureScaled.of(TfidfClassifier.load(copy), temperature)) {
                FuzzUse.use(() -> FuzzUse.model(model));
              }
            }));
  }

  private static List<FuzzInput> committee(Path folder) throws IOException {
    Path dir = folder.resolve("committee");
    try (Committee<ClassLabel> model =
        CommitteeLearner.bagging(TfidfLearner.create(), 2)
            .fit(examples(), FitContext.of(LABELS, 1))) {
      model.save(dir);
    }
    return List.of(
        new FuzzInput(
            dir,
            List.of("committee.json", "committee.json", "member-1/" + TfidfClassifier.FILE),
            (copy, number) -> {
              try (Committee<ClassLabel> model =
                  Committee.load(
                      copy, ClassLabel.class, (member, at) -> TfidfClassifier.load(at))) {
                FuzzUse.use(() -> FuzzUse.model(model));
              }
            }));
  }

  private static List<FuzzInput> ridge(Path folder) throws IOException {
    Path dir = folder.resolve("ridge");
    List<Labelled<RealValue>> values =
        examples().stream()
            .map(
                one ->
                    new Labelled<>(one.instance(), new RealValue(one.instance().text().length())))
            .toList();
    try (RidgeRegressor model =
        RidgeLearner.of(FEATURES, 1).fit(values, FitContext.of(LabelSpace.none(), 1))) {
      model.save(dir);
    }
    return List.of(
        new FuzzInput(
            dir,
            List.of("ridge.json"),
            (copy, number) -> {
              try (RidgeRegressor model = RidgeRegressor.load(copy, FEATURES)) {
                FuzzUse.use(() -> model.predict(FuzzUse.instances(), prediction -> {}));
                FuzzUse.use(() -> FuzzUse.outputs(model, FuzzUse.instances()));
              }
            }));
  }

  /** Labelled texts, some of each class. */
  static List<Labelled<ClassLabel>> examples() {
    return java.util.stream.IntStream.range(0, 8)
        .mapToObj(
            i ->
                new Labelled<>(
                    Instance.ofText("x" + i, i % 2 == 0 ? "a good text " + i : "a bad one " + i),
                    new ClassLabel(LABELS.name(i % 2 == 0 ? 1 : 0))))
        .toList();
  }
}
