package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.TextClassifier;
import org.al4j.core.oracle.Oracle;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
  private static final Oracle<ClassLabel> GOLD = Oracle.gold(LoopFixture.DATA.items());
  private static final int ROUNDS = 3;

  private final List<Fit> fits = new ArrayList<>();
  private final List<Model> models = new ArrayList<>();

  /** What a fit was given. */
  private record Fit(int labelled, int start, double rateFactor) {}

  /** Knows its number and whether it was closed. */
  private static final class Model implements TextClassifier {
    private final int number;
    private final TinyClassifier model;
    private boolean closed;

    Model(int number, TinyClassifier model) {
      this.number = number;
      this.model = model;
    }

    @Override
    public Set<Output> offers() {
      return model.offers();
    }

    @Override
    public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
      assertFalse(closed, "a closed model was used");
      model.forward(xs, wanted, sink);
    }

    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<ClassLabel>> sink) {
      assertFalse(closed, "a closed model was used");
      model.predict(xs, sink);
    }

    @Override
    public void save(Path dir) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private Learner<ClassLabel, Model> learner(boolean warm) {
    return new Learner<>() {
      @Override
      public String describe() {
        return "watched";
      }

      @Override
      public Set<Output> offers() {
        return new TinyLearner().offers();
      }

      @Override
      public boolean startsWarm() {
        return warm;
      }

      @Override
      public Model fit(List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, Model> context) {
        Optional<Model> before = context.previous();
        before.ifPresent(model -> assertFalse(model.closed, "the previous model is open"));
        fits.add(
            new Fit(
                labelled.size(),
                before.map(model -> model.number).orElse(-1),
                context.rateFactor()));
        Model next =
            new Model(
                models.size(),
                new TinyLearner()
                    .fit(labelled, context.withPrevious(before.map(model -> model.model))));
        models.add(next);
        return next;
      }
    };
  }

  private ActiveLearningBuilder<ClassLabel> builder(Training training) {
    return LoopFixture.builder()
        .learner(learner(true))
        .training(training)
        .stopping(
            (history, pool) -> history.size() > ROUNDS ? Optional.of("enough") : Optional.empty());
  }

  private void run(ActiveLearningBuilder<ClassLabel> builder) {
    try (ActiveLearning<ClassLabel> loop = builder.build()) {
      loop.run(GOLD);
      assertEquals(1, models.stream().filter(model -> !model.closed).count(), "one is kept");
    }
    assertTrue(models.stream().allMatch(model -> model.closed), "all are closed in the end");
  }

  @Test
  void run_fromScratch_startsFromNothingOnAll() {
    run(builder(Training.fromScratch()));
    assertEquals(
        List.of(new Fit(8, -1, 1), new Fit(15, -1, 1), new Fit(22, -1, 1), new Fit(29, -1, 1)),
        fits);
  }

  @Test
  void run_warmOnNew_goesOnWithTheNewBatchAtAFallingRate() {
    run(builder(Training.warmOnNew().withRateDecay(0.5)));
    assertEquals(
        List.of(new Fit(8, -1, 1), new Fit(7, 0, 0.5), new Fit(7, 1, 0.25), new Fit(7, 2, 0.125)),
        fits);
  }

  @Test
  void run_warmOnAll_goesOnWithAllLabels() {
    run(builder(Training.warmOnAll()));
    assertEquals(
        List.of(new Fit(8, -1, 1), new Fit(15, 0, 1), new Fit(22, 1, 1), new Fit(29, 2, 1)), fits);
  }

  @Test
  void run_pair_startsEachFromItsOwnKind() {
    List<Fit> acquisition = new ArrayList<>();
    Learner<ClassLabel, Model> one = learner(true);
    run(builder(Training.warmOnNew()).learners(one, learner(true)), 2);
    for (int i = 0; i < fits.size(); i += 2) {
      acquisition.add(fits.get(i));
    }
    assertEquals(
        List.of(new Fit(8, -1, 1), new Fit(7, 0, 1), new Fit(7, 2, 1), new Fit(7, 4, 1)),
        acquisition);
    assertEquals(new Fit(7, 5, 1), fits.get(7));
  }

  private void run(ActiveLearningBuilder<ClassLabel> builder, int kept) {
    try (ActiveLearning<ClassLabel> loop = builder.build()) {
      loop.run(GOLD);
      assertEquals(kept, models.stream().filter(model -> !model.closed).count());
    }
  }

  @Test
  void closeRound_warmOnNewWithoutNewLabels_keepsTheModel() {
    try (ActiveLearning<ClassLabel> loop = builder(Training.warmOnNew()).build()) {
      loop.accept(GOLD.ask(loop.next().orElseThrow()));
      loop.next();
      Object before = loop.successor();
      loop.closeRound();
      loop.next();
      assertSame(before, loop.successor());
      assertEquals(1, fits.size());
      assertEquals(2, loop.history().size());
    }
  }

  @Test
  void successor_resumedWarmRun_fitsTheChainOnceMore(@TempDir Path dir) {
    run(builder(Training.warmOnAll()).runDirectory(dir));
    List<Fit> first = List.copyOf(fits);
    fits.clear();
    models.clear();
    try (ActiveLearning<ClassLabel> loop =
        builder(Training.warmOnAll()).runDirectory(dir).build()) {
      assertEquals(List.of(), fits, "nothing is trained before a model is wanted");
      loop.successor();
      loop.successor();
    }
    assertEquals(first, fits);
  }

  @Test
  void evaluator_thatFails_isAskedAgainWithoutAnotherFit() {
    boolean[] failed = {false};
    try (ActiveLearning<ClassLabel> loop =
        builder(Training.warmOnAll())
            .evaluator(
                (model, labels) -> {
                  if (!failed[0]) {
                    failed[0] = true;
                    throw new IllegalStateException("no test data today");
                  }
                  return Map.of();
                })
            .build()) {
      loop.accept(GOLD.ask(loop.next().orElseThrow()));
      assertThrows(IllegalStateException.class, loop::next);
      assertEquals(1, loop.next().orElseThrow().round());
      assertEquals(1, fits.size());
    }
  }

  @Test
  void build_learnerThatDoesNotStartWarm_isRefused() {
    InvalidInputException refusal =
        assertThrows(
            InvalidInputException.class,
            () -> builder(Training.warmOnNew()).learner(learner(false)).build());
    assertEquals(
        "training warm on new labels needs a learner that goes on from the model before, which"
            + " watched does not; train from scratch",
        refusal.getMessage());
  }

  @Test
  void training_decayOutOfRangeOrFromScratch_isRefused() {
    for (double decay : new double[] {0, -1, 1.1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> Training.warmOnAll().withRateDecay(decay));
    }
    assertThrows(IllegalArgumentException.class, () -> Training.fromScratch().withRateDecay(0.9));
  }

  @Test
  void rateFactor_manyRounds_staysAboveZero() {
    assertTrue(Training.warmOnAll().withRateDecay(1e-9).rateFactor(1000) > 0);
    assertEquals(0.125, Training.warmOnAll().withRateDecay(0.5).rateFactor(3));
  }

  @Test
  void build_warmRun_recordsIt(@TempDir Path dir) {
    builder(Training.warmOnAll().withRateDecay(0.9))
        .trainWhileLabelling()
        .runDirectory(dir)
        .build()
        .close();
    RunEvent.Started started = (RunEvent.Started) RunLog.read(dir).get(0);
    Map<String, String> identity = started.provenance().identity();
    assertEquals("warm on all labels, rate x 0.9 a round", identity.get("training"));
    assertEquals("prepared while the one before is labelled", identity.get("queries"));
    InvalidInputException refusal =
        assertThrows(
            InvalidInputException.class,
            () -> builder(Training.fromScratch()).runDirectory(dir).build());
    assertTrue(refusal.getMessage().contains("queries"), refusal.getMessage());
  }
}
