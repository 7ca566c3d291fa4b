package org.al4j.models.transformer;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.models.committee.CommitteeLearner;
import org.al4j.models.regression.Features;
import org.al4j.models.regression.RidgeLearner;
import org.al4j.models.tfidf.TfidfLearner;

/**
 * Tries everything that needs ND4J and prints what it says; run without a backend on the class
 * path. Argument: a checkpoint.
 */
final class NoBackend {
  private static final LabelSpace LABELS = LabelSpace.of("a", "b");
  private static final List<Labelled<ClassLabel>> TEXTS =
      List.of(
          new Labelled<>(Instance.ofText("1", "cat"), new ClassLabel("a")),
          new Labelled<>(Instance.ofText("2", "dog"), new ClassLabel("b")));

  private NoBackend() {}

  public static void main(String[] arguments) {
    Path dir = Path.of(arguments[0]);
    Map<String, Runnable> entries = new LinkedHashMap<>();
    entries.put("learner", () -> TransformerLearner.create(dir).close());
    entries.put("classifier", () -> TransformerClassifier.load(dir).close());
    entries.put(
        "encoder", () -> TransformerEncoder.load(dir, TransformerEncoder.Pooling.MEAN).close());
    entries.put("tfidf", () -> forward(TfidfLearner.create().fit(TEXTS, FitContext.of(LABELS, 1))));
    entries.put(
        "committee",
        () ->
            forward(
                CommitteeLearner.bagging(TfidfLearner.create(), 2)
                    .fit(TEXTS, FitContext.of(LABELS, 1))));
    entries.put(
        "ridge",
        () ->
            forward(
                RidgeLearner.of(Features.hashedWords(8), 1)
                    .fit(
                        List.of(new Labelled<>(Instance.ofText("1", "cat"), new RealValue(1))),
                        FitContext.of(LabelSpace.none(), 1))));
    entries.forEach(NoBackend::attempt);
  }

  private static void forward(AcquisitionModel model) {
    Output output = model.offers().iterator().next();
    model.forward(List.of(Instance.ofText("3", "cat")), Set.of(output), outputs -> {});
  }

  private static void attempt(String name, Runnable entry) {
    try {
      entry.run();
      System.out.println(name + ": nothing");
    } catch (InvalidInputException e) {
      System.out.println(name + ": " + e.getMessage());
    } catch (RuntimeException | LinkageError e) {
      System.out.println(name + ": " + e);
    }
  }
}
