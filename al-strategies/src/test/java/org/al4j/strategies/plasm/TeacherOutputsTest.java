package org.al4j.strategies.plasm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.InfluenceModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.TextClassifier;
import org.al4j.core.pool.Pool;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;

/** What a teacher hands over is refused where it is none. */
class TeacherOutputsTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(20, 2, 3);

  /** Self-influences that are not finite, and predictions as the test says. */
  private record Broken(Learner<ClassLabel, ?> learner, boolean predictsTwice)
      implements TextClassifier, InfluenceModel<ClassLabel> {
    @Override
    public double[] selfInfluence(List<Labelled<ClassLabel>> examples) {
      double[] all = new double[examples.size()];
      all[3] = Double.NaN;
      return all;
    }

    @Override
    public Set<Output> offers() {
      return Set.of(Output.PROBABILITIES, Output.GRADIENT_NORM);
    }

    @Override
    public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
      throw new AssertionError("it knows its influence");
    }

    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<ClassLabel>> sink) {
      for (Instance x : xs) {
        Prediction<ClassLabel> one =
            new Prediction<>(x, new ClassLabel("class-0"), new double[] {1, 0});
        sink.accept(one);
        if (predictsTwice) {
          sink.accept(one);
        }
      }
    }

    @Override
    public void save(Path dir) {}

    @Override
    public void close() {}
  }

  private record Teacher(boolean predictsTwice) implements Learner<ClassLabel, Broken> {
    @Override
    public String describe() {
      return "broken";
    }

    @Override
    public Set<Output> offers() {
      return Set.of(Output.PROBABILITIES, Output.GRADIENT_NORM);
    }

    @Override
    public Broken fit(List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, Broken> context) {
      return new Broken(this, predictsTwice);
    }
  }

  private static String refusal(Teacher teacher) {
    Pool<ClassLabel> pool =
        Pool.<ClassLabel>unlabelled(DATA.corpus()).label(DATA.items().subList(0, 5));
    PlasmOptions options =
        PlasmOptions.defaults().withFilter(PseudoLabelFilter.selfInfluence(false, .25));
    return assertThrows(
            InvalidInputException.class,
            () ->
                Plasm.run(
                    new PlasmTask<>(pool, DATA.labels(), teacher, new TinyLearner(), 5), options))
        .getMessage();
  }

  @Test
  void run_influenceThatIsNoNumber_isRefusedNamingTheInstance() {
    String id = DATA.items().get(5 + 3).instance().id();
    assertEquals(
        "the model's self-influence for instance '"
            + id
            + "' must be finite and at least 0, found NaN; check the model's weights and its"
            + " learning rate",
        refusal(new Teacher(false)));
  }

  @Test
  void run_teacherThatPredictsTwice_isRefused() {
    String message = refusal(new Teacher(true));
    assertTrue(message.startsWith("a model must predict once for every instance"), message);
  }
}
