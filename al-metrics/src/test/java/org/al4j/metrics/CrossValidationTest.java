package org.al4j.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.model.fit.EpochLearner;
import org.al4j.core.model.fit.EpochModels;
import org.al4j.core.model.fit.SoftLearner;
import org.al4j.testkit.FakeTexts;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
  private static final LabelSpace LABELS = LabelSpace.of("a", "b", "c");

  private final Recorder learner = new Recorder();

  /** Knows what it was trained on by heart, and takes the rest for the most frequent class. */
  private static final class Recorder implements Learner<ClassLabel, Memory> {
    final List<Set<String>> trained = new ArrayList<>();
    final List<Long> seeds = new ArrayList<>();
    final List<Memory> open = new ArrayList<>();

    @Override
    public String describe() {
      return "recorder";
    }

    @Override
    public Set<Output> offers() {
      return Set.of();
    }

    @Override
    public boolean startsWarm() {
      return true;
    }

    @Override
    public Memory fit(List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, Memory> context) {
      trained.add(ids(labelled));
      seeds.add(context.seed());
      Map<String, ClassLabel> known = new TreeMap<>();
      Map<ClassLabel, Integer> counts = new TreeMap<>(Comparator.comparing(ClassLabel::name));
      for (Labelled<ClassLabel> item : labelled) {
        known.put(item.instance().id(), item.annotation());
        counts.merge(item.annotation(), 1, Integer::sum);
      }
      ClassLabel common = Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
      Memory model = new Memory(known, common, open);
      open.add(model);
      return model;
    }
  }

  private record Memory(Map<String, ClassLabel> known, ClassLabel common, List<Memory> open)
      implements SuccessorModel<ClassLabel> {
    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<ClassLabel>> sink) {
      xs.forEach(
          x -> sink.accept(new Prediction<>(x, known.getOrDefault(x.id(), common), new double[0])));
    }

    @Override
    public void save(Path dir) {
      throw new UnsupportedOperationException();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // one of several equal ones
    public void close() {
      open.removeIf(other -> other == this);
    }
  }

  private static Set<String> ids(List<Labelled<ClassLabel>> items) {
    Set<String> ids = new TreeSet<>();
    items.forEach(item -> ids.add(item.instance().id()));
    return ids;
  }

  /** One text for each character, of the class that it names. */
  private static List<Labelled<ClassLabel>> texts(String classes) {
    List<Labelled<ClassLabel>> items = new ArrayList<>();
    for (int i = 0; i < classes.length(); i++) {
      items.add(
          new Labelled<>(
              Instance.ofText(String.format(Locale.ROOT, "t%03d", i), "text " + i),
              new ClassLabel(classes.substring(i, i + 1))));
    }
    return items;
  }

  private Map<String, Double> scores(String classes, int folds) {
    return CrossValidation.of(learner, folds).scores(texts(classes), LABELS, 7);
  }

  /** Takes soft labels and keeps epochs. */
  private static final class Able
      implements SoftLearner<ClassLabel, Memory>, EpochLearner<ClassLabel, Memory> {
    private final Recorder recorder = new Recorder();
    private int closed;

    @Override
    public String describe() {
      return "able";
    }

    @Override
    public Set<Output> offers() {
      return Set.of();
    }

    @Override
    public Memory fit(List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, Memory> context) {
      return recorder.fit(labelled, context);
    }

    @Override
    public Memory fitSoft(
        List<SoftLabelled<ClassLabel>> examples, FitContext<ClassLabel, Memory> context) {
      return fit(examples.stream().map(SoftLabelled::labelled).toList(), context);
    }

    @Override
    public EpochModels<Memory> fitKeeping(
        List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, Memory> context, int last) {
      return new EpochModels<>(fit(labelled, context), List.of());
    }

    @Override
    public void close() {
      closed++;
    }
  }

  @Test
  void learner_ofASoftLearnerThatKeepsEpochs_isOneTooAndClosesIt() {
    assertFalse(CrossValidation.of(learner, 2).learner() instanceof SoftLearner);
    assertFalse(CrossValidation.of(learner, 2).learner() instanceof EpochLearner);
    Able able = new Able();
    CrossValidation<ClassLabel, Memory> validation = CrossValidation.of(able, 2);
    FitContext<ClassLabel, Memory> context = FitContext.of(LABELS, 1);
    List<Labelled<ClassLabel>> items =
        List.of(
            new Labelled<>(Instance.ofText("1", "x"), new ClassLabel("a")),
            new Labelled<>(Instance.ofText("2", "y"), new ClassLabel("b")));
    @SuppressWarnings("unchecked")
    EpochLearner<ClassLabel, Memory> epochs =
        (EpochLearner<ClassLabel, Memory>) validation.learner();
    Memory kept = epochs.fitKeeping(items, context, 1).model();
    assertFalse(validation.evaluate(kept, LABELS).isEmpty());
    @SuppressWarnings("unchecked")
    SoftLearner<ClassLabel, Memory> soft = (SoftLearner<ClassLabel, Memory>) validation.learner();
    Memory softly =
        soft.fitSoft(
            List.of(new SoftLabelled<>(items.get(0), 1, new double[0], SoftLabelled.GOLD)),
            context);
    assertThrows(IllegalArgumentException.class, () -> validation.evaluate(softly, LABELS));
    validation.learner().close();
    assertEquals(1, able.closed);
  }

  @Test
  void scores_learnerByHeart_areThoseOfTheMostFrequentClassAlone() {
    Map<String, Double> scores = scores("aaabaababb", 5);
    assertEquals(
        Map.of("cv_accuracy", 0.6, "cv_balanced_accuracy", 0.5, "cv_macro_f1", 0.75 / 3), scores);
    assertEquals(5, learner.trained.size());
    assertEquals(5, new HashSet<>(learner.seeds).size());
    assertEquals(List.of(), learner.open, "every fold's model is closed");
    for (Set<String> trained : learner.trained) {
      assertEquals(8, trained.size());
    }
    Set<String> heldOut = new TreeSet<>();
    learner.trained.forEach(
        trained -> {
          Set<String> rest = ids(texts("aaabaababb"));
          rest.removeAll(trained);
          rest.forEach(id -> assertTrue(heldOut.add(id), id + " is held out once"));
        });
    assertEquals(10, heldOut.size());
  }

  @Test
  void scores_probabilities_giveLogLossToo() {
    Dataset<ClassLabel> data = FakeTexts.dataset(90, 3, 5);
    Map<String, Double> scores =
        CrossValidation.of(new TinyLearner(), 3).scores(data.items(), data.labels(), 1);
    assertEquals(
        Set.of(
            CrossValidation.ACCURACY,
            CrossValidation.MACRO_F1,
            CrossValidation.BALANCED_ACCURACY,
            CrossValidation.LOG_LOSS),
        scores.keySet());
    scores.forEach((name, value) -> assertTrue(Double.isFinite(value), name));
    assertTrue(scores.get(CrossValidation.ACCURACY) > 0.4, scores::toString);
  }

  @Test
  void scores_tooFewLabels_areNoneAndNothingIsTrained() {
    for (String classes :
        List.of("", "a", "ab", "aabb", "aaaaaaaaaa", "aaaaaaaaab", "aaaaaaaabc")) {
      Map<String, Double> scores = scores(classes, 5);
      assertEquals(Set.of("cv_accuracy", "cv_macro_f1", "cv_balanced_accuracy"), scores.keySet());
      scores.forEach((name, value) -> assertEquals(Double.NaN, value, classes + " " + name));
    }
    assertEquals(List.of(), learner.trained);
  }

  @Test
  void scores_fewestLabels_leaveTwoClassesWhateverIsHeldOut() {
    assertEquals(0.5, scores("aabb", 2).get("cv_accuracy"));
    assertEquals(0, scores("aabb", 4).get("cv_accuracy"), "leaving one out makes it the rarer");
    assertEquals(0.5, scores("aaabbc", 6).get("cv_accuracy"), "nobody predicts c");
    learner.trained.forEach(
        trained ->
            assertTrue(trained.contains("t000") || trained.contains("t001"), trained::toString));
  }

  @Test
  void of_anyCounts_dealsEveryClassEvenly() {
    Random random = new Random(3);
    for (int trial = 0; trial < 100; trial++) {
      StringBuilder classes = new StringBuilder("aabb");
      random.ints(random.nextInt(40), 'a', 'd').forEach(c -> classes.append((char) c));
      List<Labelled<ClassLabel>> items = texts(classes.toString());
      int count = 2 + random.nextInt(3);
      List<List<Labelled<ClassLabel>>> folds = Folds.of(items, count, trial);
      assertEquals(ids(items), ids(folds.stream().flatMap(List::stream).toList()));
      for (String name : List.of("a", "b", "c", "")) {
        int[] sizes =
            folds.stream()
                .mapToInt(
                    fold ->
                        (int)
                            fold.stream().filter(x -> x.annotation().name().contains(name)).count())
                .sorted()
                .toArray();
        assertEquals(count, sizes.length);
        assertTrue(sizes[count - 1] - sizes[0] <= 1, classes + " " + name);
      }
    }
  }

  @Test
  void of_equalTexts_goIntoOneFold() {
    List<Labelled<ClassLabel>> items = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String text = "t" + i % 20 + (i % 3 == 0 ? " " : "");
      items.add(
          new Labelled<>(Instance.ofText("i" + i, text), new ClassLabel(i % 7 < 3 ? "a" : "b")));
    }
    List<List<Labelled<ClassLabel>>> folds = Folds.of(items, 5, 1);
    assertEquals(5, folds.size());
    assertEquals(60, folds.stream().mapToInt(List::size).sum());
    long texts =
        folds.stream()
            .mapToLong(
                fold -> fold.stream().map(item -> item.instance().textKey()).distinct().count())
            .sum();
    assertEquals(20, texts);
  }

  @Test
  void of_oneTextPerClass_hasNoFolds() {
    List<Labelled<ClassLabel>> items = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      items.add(new Labelled<>(Instance.ofText("i" + i, "t" + i % 2), new ClassLabel("c" + i % 2)));
    }
    assertEquals(List.of(), Folds.of(items, 2, 1));
  }

  @Test
  void scores_otherOrderOrSeed_dependOnTheSeedOnly() {
    Dataset<ClassLabel> data = FakeTexts.dataset(90, 3, 5);
    List<Labelled<ClassLabel>> shuffled = new ArrayList<>(data.items());
    Collections.shuffle(shuffled, new Random(1));
    CrossValidation<ClassLabel, TinyClassifier> validation =
        CrossValidation.of(new TinyLearner(), 4);
    Map<String, Double> scores = validation.scores(data.items(), data.labels(), 1);
    assertEquals(scores, validation.scores(shuffled, data.labels(), 1));
    assertNotEquals(scores, validation.scores(data.items(), data.labels(), 2));
  }

  private static <M> FitContext<ClassLabel, M> context(
      Optional<M> previous, BooleanSupplier cancelled) {
    return new FitContext<>(LABELS, 7, previous, List.of(), step -> {}, cancelled);
  }

  @Test
  void evaluate_modelOfItsLearner_scoresWhatThatWasTrainedOn() {
    CrossValidation<ClassLabel, Memory> validation = CrossValidation.of(learner, 5);
    Memory model =
        validation.learner().fit(texts("aaabaababb"), context(Optional.empty(), () -> false));
    Map<String, Double> scores =
        validation.beside((other, labels) -> Map.of("other", 1.0)).evaluate(model, LABELS);
    assertEquals(1, scores.get("other"));
    assertEquals(0.6, scores.get(CrossValidation.ACCURACY));
    assertEquals(6, learner.trained.size());
  }

  @Test
  void evaluate_warmOnNew_validatesOnTheLabelsBeforeToo() {
    CrossValidation<ClassLabel, Memory> validation = CrossValidation.of(learner, 5);
    List<Labelled<ClassLabel>> all = texts("aaabaababb");
    Memory first =
        validation.learner().fit(all.subList(0, 3), context(Optional.empty(), () -> false));
    Memory second =
        validation.learner().fit(all.subList(3, 10), context(Optional.of(first), () -> false));
    assertEquals(0.6, validation.evaluate(second, LABELS).get(CrossValidation.ACCURACY));
    assertThrows(IllegalArgumentException.class, () -> validation.evaluate(first, LABELS));
  }

  @Test
  void evaluate_modelOfAnotherLearner_isRefusedWithTheWayOut() {
    CrossValidation<ClassLabel, Memory> validation = CrossValidation.of(learner, 5);
    Memory model = learner.fit(texts("aabb"), context(Optional.empty(), () -> false));
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> validation.evaluate(model, LABELS));
    assertEquals(
        "cross-validation knows only what its own learner trained last; give the loop"
            + " CrossValidation.learner() in place of the learner, and each loop its own",
        refusal.getMessage());
  }

  @Test
  void evaluate_cancelled_failsAndClosesItsModel() {
    CrossValidation<ClassLabel, Memory> validation = CrossValidation.of(learner, 2);
    Memory model = validation.learner().fit(texts("aabb"), context(Optional.empty(), () -> true));
    assertThrows(IllegalStateException.class, () -> validation.evaluate(model, LABELS));
    assertEquals(List.of(model), learner.open);
    assertEquals(2, learner.trained.size(), "no further fold");
  }

  @Test
  void state_ofAnotherEvaluator_isHandedOn() {
    byte[][] restored = new byte[1][];
    int[] recorded = {0};
    CrossValidation<ClassLabel, Memory> validation =
        CrossValidation.of(learner, 2)
            .beside(
                new Evaluator<>() {
                  @Override
                  public Map<String, Double> evaluate(
                      SuccessorModel<ClassLabel> model, LabelSpace labels) {
                    return Map.of();
                  }

                  @Override
                  public Optional<byte[]> state() {
                    return Optional.of(new byte[] {1, 2});
                  }

                  @Override
                  public void restore(byte[] state) {
                    restored[0] = state;
                  }

                  @Override
                  public void recorded() {
                    recorded[0]++;
                  }
                });
    validation.restore(validation.state().orElseThrow());
    assertArrayEquals(new byte[] {1, 2}, restored[0]);
    validation.recorded();
    assertEquals(1, recorded[0]);
  }

  @Test
  void of_oneFold_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> CrossValidation.of(learner, 1));
  }

  @Test
  void learner_provenance_hasTheFolds() {
    assertEquals(
        Map.of("cross_validation", "5 folds"),
        CrossValidation.of(learner, 5).learner().provenance());
  }
}
