package org.al4j.models.committee;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.core.model.Prediction;
import org.al4j.models.regression.Features;
import org.al4j.models.regression.RidgeLearner;
import org.al4j.models.regression.RidgeRegressor;
import org.al4j.models.tfidf.TfidfMultiLabelClassifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegressionCommitteeTest {
  private static final Features X = Features.attributes(List.of("x"));

  private static List<Labelled<RealValue>> line() {
    SplittableRandom random = new SplittableRandom(3);
    List<Labelled<RealValue>> items = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      double x = random.nextGaussian();
      Instance instance =
          new Instance(
              String.format(Locale.ROOT, "i%02d", i),
              "",
              List.of(),
              Map.of("x", Double.toString(x)));
      items.add(new Labelled<>(instance, new RealValue(2 * x + random.nextGaussian())));
    }
    return items;
  }

  private static List<Instance> instances() {
    return line().stream().map(Labelled::instance).toList();
  }

  private static Committee<RealValue> fit(CommitteeLearner<RealValue> learner) {
    return learner.fit(line(), FitContext.of(LabelSpace.none(), 1));
  }

  @Test
  void forward_bagging_givesMembersThatDifferAndTheirMean() {
    CommitteeLearner<RealValue> learner = CommitteeLearner.bagging(RidgeLearner.of(X, 1), 5);
    List<Double> predicted = new ArrayList<>();
    try (Committee<RealValue> committee = fit(learner)) {
      assertEquals(learner.offers(), committee.offers());
      committee.predict(instances(), prediction -> predicted.add(prediction.annotation().value()));
      committee.forward(
          instances(),
          Set.of(Output.MEMBER_VALUES, Output.VALUE),
          block -> {
            float[][] members = block.get(Output.MEMBER_VALUES).toFloatMatrix(); // [m, n]
            assertArrayEquals(new long[] {5, 20}, block.get(Output.MEMBER_VALUES).shape());
            assertArrayEquals(new long[] {20}, block.get(Output.VALUE).shape());
            for (int i = 0; i < 20; i++) {
              double sum = 0;
              for (float[] member : members) {
                sum += member[i];
              }
              assertEquals(sum / 5, predicted.get(i), 1e-6);
              assertEquals(predicted.get(i), block.get(Output.VALUE).getDouble(i), 1e-6);
            }
            assertTrue(members[0][0] != members[1][0], "bootstrap samples differ");
          });
    }
  }

  @Test
  void families_ridgesOfTwoStrengths_trainsBothOnAllLabels() {
    RidgeLearner strong = RidgeLearner.of(X, 100);
    try (Committee<RealValue> committee =
            fit(CommitteeLearner.families(List.of(RidgeLearner.of(X, 1), strong)));
        RidgeRegressor alone = strong.fit(line(), FitContext.of(LabelSpace.none(), 9))) {
      assertArrayEquals(alone.weights(), ((RidgeRegressor) committee.members().get(1)).weights());
    }
  }

  @Test
  void load_savedCommittee_givesTheSameMembers(@TempDir Path dir) throws IOException {
    try (Committee<RealValue> committee =
        fit(CommitteeLearner.bagging(RidgeLearner.of(X, 1), 3).atOnce(2))) {
      committee.save(dir.resolve("saved"));
      try (Committee<RealValue> loaded =
          Committee.load(
              dir.resolve("saved"),
              RealValue.class,
              (member, folder) -> RidgeRegressor.load(folder, X))) {
        for (int m = 0; m < 3; m++) {
          assertArrayEquals(
              ((RidgeRegressor) committee.members().get(m)).weights(),
              ((RidgeRegressor) loaded.members().get(m)).weights());
        }
      }
    }
  }

  @Test
  void predict_severalMembers_saysTheirStandardDeviation() {
    try (Committee<RealValue> committee = fit(CommitteeLearner.bagging(RidgeLearner.of(X, 1), 4))) {
      List<Prediction<RealValue>> predictions = new ArrayList<>();
      committee.predict(instances(), predictions::add);
      committee.forward(
          instances(),
          Set.of(Output.MEMBER_VALUES),
          block -> {
            float[] values = block.floats(Output.MEMBER_VALUES); // [4, 20]
            for (int i = 0; i < 20; i++) {
              double mean = (values[i] + values[20 + i] + values[40 + i] + values[60 + i]) / 4.0;
              double squares = 0;
              for (int m = 0; m < 4; m++) {
                squares += Math.pow(values[m * 20 + i] - mean, 2);
              }
              assertEquals(
                  Math.sqrt(squares / 3),
                  assertInstanceOf(Confidence.Spread.class, predictions.get(i).confidence())
                      .deviation(),
                  1e-9);
            }
          });
    }
  }

  @Test
  void load_committeeOfAnotherKind_isRefusedByName(@TempDir Path dir) throws IOException {
    try (Committee<RealValue> committee = fit(CommitteeLearner.bagging(RidgeLearner.of(X, 1), 2))) {
      committee.save(dir.resolve("saved"));
    }
    assertEquals(RealValue.class, Committee.annotation(dir.resolve("saved")));
    assertEquals(
        dir.resolve("saved")
            + " holds a committee that predicts annotations of kind RealValue, not LabelSet",
        assertThrows(
                InvalidInputException.class,
                () ->
                    Committee.load(
                        dir.resolve("saved"),
                        LabelSet.class,
                        (member, folder) -> TfidfMultiLabelClassifier.load(folder)))
            .getMessage());
    Path json = dir.resolve("saved/committee.json");
    String text = Files.readString(json);
    Files.writeString(json, text.replace("\"regression\"", "\"ranking\""));
    assertTrue(
        assertThrows(InvalidInputException.class, () -> Committee.annotation(dir.resolve("saved")))
            .getMessage()
            .contains("found 'ranking'"));
    Files.writeString(json, text.replace(",\"problem_type\":\"regression\"", "")); // before
    assertEquals(RealValue.class, Committee.annotation(dir.resolve("saved")));
  }

  @Test
  void close_twice_isHarmlessAndEndsUse() {
    Committee<RealValue> committee = fit(CommitteeLearner.seeds(RidgeLearner.of(X, 1), 2));
    committee.close();
    committee.close();
    assertThrows(IllegalStateException.class, () -> committee.predict(List.of(), p -> {}));
  }
}
