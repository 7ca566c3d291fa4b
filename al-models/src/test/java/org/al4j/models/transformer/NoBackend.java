package org.al4j.models.transformer;

import java.nio.file.Path;
import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;

/** Fits the checkpoint it is given; run without an ND4J backend on the class path. */
final class NoBackend {
  private NoBackend() {}

  public static void main(String[] arguments) {
    try (TransformerLearner learner = TransformerLearner.create(Path.of(arguments[0]))) {
      Labelled<ClassLabel> one = new Labelled<>(Instance.ofText("1", "cat"), new ClassLabel("a"));
      learner.fit(List.of(one), FitContext.of(LabelSpace.of("a", "b"), 1)).close();
    }
  }
}
