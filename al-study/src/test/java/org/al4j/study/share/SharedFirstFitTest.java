package org.al4j.study.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.InfluenceModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.TextClassifier;
import org.al4j.core.model.fit.EpochLearner;
import org.al4j.core.model.fit.EpochModels;
import org.al4j.core.model.fit.SoftLearner;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.models.regression.Features;
import org.al4j.models.regression.RidgeLearner;
import org.al4j.models.regression.RidgeRegressor;
import org.al4j.models.tfidf.TfidfLearner;
import org.junit.jupiter.api.Test;

class SharedFirstFitTest {
  private final List<String> events = new ArrayList<>();
  private final SharedFirstFit<ClassLabel, Counted> learner =
      new SharedFirstFit<>(new Counting(), labelled -> labelled.size() == 2);

  @Test
  void fit_sameSeedAndTexts_trainsOnceAndClosesWhenAllLetGo() {
    ActiveModel<ClassLabel> first = fit(1, "a", "b");
    ActiveModel<ClassLabel> second = fit(1, "a", "b");
    first.close();
    first.close();
    learner.close();
    assertEquals(List.of("fit 1"), events);
    second.close();
    assertEquals(List.of("fit 1", "close 1"), events);
  }

  @Test
  void fit_otherSeedTextsOrSize_trainsAgain() {
    fit(1, "a", "b").close();
    fit(2, "a", "b").close();
    fit(2, "a", "c").close();
    fit(2, "a", "c", "d").close();
    fit(2, "a", "c", "d").close();
    learner.close();
    assertEquals(
        List.of(
            "fit 1", "close 1", "fit 2", "close 2", "fit 2", "fit 2", "close 2", "fit 2", "close 2",
            "close 2"),
        events);
  }

  @Test
  void fit_fromAPreviousModel_isNotSharedAndGetsWhatIsBehindTheHandle() {
    ActiveModel<ClassLabel> first = fit(1, "a", "b");
    List<Labelled<ClassLabel>> two =
        List.of(
            new Labelled<>(Instance.ofText("c", "c"), new ClassLabel("x")),
            new Labelled<>(Instance.ofText("d", "d"), new ClassLabel("x")));
    FitContext<ClassLabel, ActiveModel<ClassLabel>> warm =
        FitContext.<ClassLabel, ActiveModel<ClassLabel>>of(LabelSpace.of("x", "y"), 2)
            .withPrevious(Optional.of(first))
            .withRateFactor(0.5);
    ActiveModel<ClassLabel> second = learner.fit(two, warm);
    learner.fit(two, warm.withPrevious(Optional.of(second)));
    assertEquals(List.of("fit 1", "fit 2 after 1 at 0.5", "fit 2 after 2 at 0.5"), events);
  }

  @Test
  void of_aLearner_doesWhatTheLearnerDoes() {
    for (Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> behind :
        List.of(new Counting(), TfidfLearner.create(), new Able())) {
      SharedFirstFit<ClassLabel, ?> shared = SharedFirstFit.of(behind, 2);
      for (Class<?> able : List.of(SoftLearner.class, EpochLearner.class)) {
        assertEquals(able.isInstance(behind), able.isInstance(shared), able + " of " + behind);
      }
    }
    TfidfLearner tfidf = TfidfLearner.create();
    SharedFirstFit<ClassLabel, ?> shared = SharedFirstFit.of(tfidf, 2);
    try (ActiveModel<ClassLabel> model = two(shared, "a", "b")) {
      assertInstanceOf(InfluenceModel.class, model, "self-influence must survive sharing");
      model.predict(List.of(Instance.ofText("q", "unknown")), said -> {});
      assertEquals(new TextsRead(1, 0, 0, 1), TextReader.of(model));
      assertEquals(new TextsRead(1, 0, 0, 1), TextReader.of(shared));
    }
    shared.close();
  }

  @Test
  void fit_numbers_areSharedByModelsThatTellTheirKind() {
    try (RidgeLearner ridge = RidgeLearner.of(Features.hashedWords(8), 1);
        SharedFirstFit<RealValue, RidgeRegressor> shared = SharedFirstFit.of(ridge, 2);
        ActiveModel<RealValue> first = shared.fit(numbers(), FitContext.of(LabelSpace.none(), 1));
        ActiveModel<RealValue> again = shared.fit(numbers(), FitContext.of(LabelSpace.none(), 1))) {
      assertEquals(RealValue.class, first.kind());
      assertEquals(LabelSpace.none(), first.labels());
      assertEquals(Set.of(Output.VALUE), again.offers());
      assertSame(
          ((SharedModel<RealValue>) first).model(), ((SharedModel<RealValue>) again).model());
    }
  }

  private static List<Labelled<RealValue>> numbers() {
    return List.of(
        new Labelled<>(Instance.ofText("a", "cheap"), new RealValue(1)),
        new Labelled<>(Instance.ofText("b", "dear"), new RealValue(9)));
  }

  @Test
  void handle_afterClose_isRefusedThoughOthersHoldTheModel() {
    ActiveModel<ClassLabel> first = fit(1, "a", "b");
    ActiveModel<ClassLabel> second = fit(1, "a", "b");
    first.close();
    assertThrows(IllegalStateException.class, () -> first.predict(List.of(), said -> {}));
    second.predict(List.of(), said -> {});
  }

  private static ActiveModel<ClassLabel> two(SharedFirstFit<ClassLabel, ?> learner, String... ids) {
    List<Labelled<ClassLabel>> labelled = new ArrayList<>();
    for (String id : ids) {
      labelled.add(new Labelled<>(Instance.ofText(id, "text " + id), new ClassLabel("x")));
    }
    return learner.fit(labelled, FitContext.of(LabelSpace.of("x", "y"), 1));
  }

  /** Takes soft labels and keeps epochs. */
  private final class Able
      implements SoftLearner<ClassLabel, Counted>, EpochLearner<ClassLabel, Counted> {
    @Override
    public String describe() {
      return "able";
    }

    @Override
    public Set<Output> offers() {
      return Set.of();
    }

    @Override
    public Counted fit(
        List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, Counted> context) {
      return new Counted(1);
    }

    @Override
    public Counted fitSoft(
        List<SoftLabelled<ClassLabel>> examples, FitContext<ClassLabel, Counted> context) {
      return new Counted(2);
    }

    @Override
    public EpochModels<Counted> fitKeeping(
        List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, Counted> context, int last) {
      return new EpochModels<>(new Counted(3), List.of());
    }
  }

  private ActiveModel<ClassLabel> fit(long seed, String... ids) {
    List<Labelled<ClassLabel>> labelled = new ArrayList<>();
    for (String id : ids) {
      labelled.add(new Labelled<>(Instance.ofText(id, id), new ClassLabel("x")));
    }
    return learner.fit(labelled, FitContext.of(LabelSpace.of("x", "y"), seed));
  }

  private final class Counting implements Learner<ClassLabel, Counted> {
    @Override
    public String describe() {
      return "counting";
    }

    @Override
    public Set<Output> offers() {
      return Set.of();
    }

    @Override
    public Counted fit(
        List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, Counted> context) {
      Optional<Counted> before = context.previous();
      events.add(
          "fit "
              + context.seed()
              + before.map(one -> " after " + one.seed + " at " + context.rateFactor()).orElse(""));
      return new Counted(context.seed());
    }
  }

  private final class Counted implements TextClassifier {
    private final long seed;

    Counted(long seed) {
      this.seed = seed;
    }

    @Override
    public Set<Output> offers() {
      return Set.of();
    }

    @Override
    public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {}

    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<ClassLabel>> sink) {}

    @Override
    public void save(Path dir) {}

    @Override
    public void close() {
      events.add("close " + seed);
    }
  }
}
