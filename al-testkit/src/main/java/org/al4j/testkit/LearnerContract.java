package org.al4j.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every learner of texts, and every model it makes, must keep, whatever the kind of
 * annotation. Extend it, implement {@link #learner()} and {@link #data()}, and the tests are
 * inherited. {@link ClassLearnerContract} has data of one class for a text.
 *
 * @param <A> the kind of annotation
 * @param <M> the kind of model
 */
public abstract class LearnerContract<A extends Annotation, M extends ActiveModel<A>> {
  /** The contract's tests are inherited. */
  protected LearnerContract() {}

  /** A learner under test, small enough that a fit takes seconds at most. */
  protected abstract Learner<A, M> learner();

  /**
   * Labelled texts, the same at each call: some dozens, such as those of {@link FakeTexts}. The
   * learner's models must offer PROBABILITIES, INDEPENDENT_PROBABILITIES, VALUE or
   * TOKEN_LOG_PROBABILITIES of them.
   */
  protected abstract Dataset<A> data();

  private List<Labelled<A>> items() {
    return data().items();
  }

  private LabelSpace labels() {
    return data().labels();
  }

  private M fit(List<Labelled<A>> labelled, long seed) {
    return learner().fit(labelled, FitContext.of(labels(), seed));
  }

  private List<Instance> instances() {
    return items().stream().map(Labelled::instance).toList();
  }

  private SaidByModel said() {
    return SaidByModel.of(learner().offers(), labels());
  }

  private Map<String, float[]> rows(ActiveModel<A> model, List<Instance> xs) {
    return said().rows(model, xs);
  }

  private static Map<String, String> files(Path dir) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(dir)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(
            dir.relativize(file).toString(),
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  private Map<String, String> saved(M model, Path dir) throws IOException {
    model.save(dir);
    return files(dir);
  }

  @Test
  void settings_twoLearners_areToldAndEqualForEqualOnes() {
    try (Learner<A, M> first = learner();
        Learner<A, M> second = learner()) {
      assertTrue(
          Settings.areKnown(first), "a run that is kept must know what it is set to: settings()");
      assertEquals(first.settings(), second.settings());
    }
  }

  @Test
  void fit_sameSeed_savesEqualBytes(@TempDir Path dir) throws IOException {
    try (M first = fit(items(), 1);
        M second = fit(items(), 1)) {
      Map<String, String> bytes = saved(first, dir.resolve("a"));
      assertTrue(!bytes.isEmpty(), "save writes something");
      assertEquals(bytes, saved(second, dir.resolve("b")));
    }
  }

  @Test
  void fit_otherOrderOfLabels_savesEqualBytes(@TempDir Path dir) throws IOException {
    List<Labelled<A>> shuffled = new ArrayList<>(items());
    Collections.shuffle(shuffled, new Random(3));
    try (M first = fit(items(), 1);
        M second = fit(shuffled, 1)) {
      assertEquals(saved(first, dir.resolve("a")), saved(second, dir.resolve("b")));
    }
  }

  @Test
  void fit_afterAnother_doesNotNeedTheOneBefore(@TempDir Path dir) throws IOException {
    M previous = fit(items().subList(0, 30), 1);
    Map<String, String> before = saved(previous, dir.resolve("before"));
    FitContext<A, M> context =
        FitContext.<A, M>of(labels(), 2).withPrevious(Optional.of(previous)).withRateFactor(0.5);
    try (M next = learner().fit(items().subList(30, items().size()), context)) {
      assertEquals(before, saved(previous, dir.resolve("after")), "the fit left it as it was");
      previous.close();
      assertEquals(items().size(), rows(next, instances()).size());
      try (M scratch = fit(items().subList(30, items().size()), 2)) {
        boolean equal =
            saved(next, dir.resolve("next")).equals(saved(scratch, dir.resolve("scratch")));
        assertFalse(learner().startsWarm() && equal, "startsWarm() says that it matters");
      }
    }
  }

  /** The last class is in no label; of annotations without classes, all are one annotation. */
  @Test
  void fit_absentClass_givesFiniteNumbersForAllClasses() {
    List<Labelled<A>> some;
    if (labels().size() == 0) {
      A first = items().get(0).annotation();
      some = items().stream().map(item -> new Labelled<>(item.instance(), first)).toList();
    } else {
      LabelSpace others = LabelSpace.of(labels().names().subList(0, labels().size() - 1));
      some =
          items().stream()
              .filter(item -> others.refusal(item.instance(), item.annotation()).isEmpty())
              .toList();
    }
    try (M model = fit(some, 1)) {
      assertEquals(items().size(), rows(model, instances()).size());
    }
  }

  @Test
  void fit_oneInstance_givesAUsableModel() {
    try (M model = fit(items().subList(0, 1), 1)) {
      assertEquals(items().size(), rows(model, instances()).size());
    }
  }

  @Test
  void fit_noInstance_isRefused() {
    assertThrows(RuntimeException.class, () -> fit(List.of(), 1).close());
  }

  @Test
  void fit_cancelledAtOnce_givesAUsableModel() {
    FitContext<A, M> context =
        new FitContext<>(labels(), 1, Optional.empty(), List.of(), step -> {}, () -> true);
    try (M model = learner().fit(items(), context)) {
      assertEquals(items().size(), rows(model, instances()).size());
    }
  }

  @Test
  void fit_progress_endsAtTheLastStep() {
    List<Integer> left = new ArrayList<>();
    FitContext<A, M> context =
        new FitContext<>(
            labels(),
            1,
            Optional.empty(),
            List.of(),
            step -> left.add(step.steps() - step.step()),
            () -> false);
    learner().fit(items(), context).close();
    assertEquals(0, left.get(left.size() - 1));
  }

  @Test
  void offers_learnerAndModel_agree() {
    try (M model = fit(items(), 1)) {
      assertEquals(learner().offers(), model.offers());
    }
  }

  @Test
  void forward_otherOrder_givesTheSameRows() {
    List<Instance> shuffled = new ArrayList<>(instances());
    Collections.shuffle(shuffled, new Random(9));
    try (M model = fit(items(), 1)) {
      Map<String, float[]> first = rows(model, instances());
      rows(model, shuffled).forEach((id, row) -> assertArrayEquals(first.get(id), row, 1e-5f, id));
    }
  }

  @Test
  void forward_unofferedOutput_isRefused() {
    try (M model = fit(items(), 1)) {
      Set<Output> others = new TreeSet<>(Output.standard());
      others.removeAll(model.offers());
      for (Output output : others) {
        assertThrows(
            IllegalArgumentException.class,
            () -> model.forward(instances(), Set.of(output), block -> {}),
            output.name());
      }
    }
  }

  @Test
  void forward_nothing_givesNoBlock() {
    try (M model = fit(items(), 1)) {
      assertTrue(rows(model, List.of()).isEmpty());
    }
  }

  @Test
  void forward_emptyAndOddTexts_giveNumbers() {
    List<Instance> odd =
        List.of(
            Instance.ofText("a", ""),
            Instance.ofText("b", " \t\n"),
            Instance.ofText("c", "\uD83D\uDE00 \u0000 ж"),
            Instance.ofText("d", "long ".repeat(3000)));
    try (M model = fit(items(), 1)) {
      assertEquals(4, rows(model, odd).size());
    }
  }

  @Test
  void forward_everyOutput_isFiniteAndOfEveryInstance() {
    try (M model = fit(items(), 1)) {
      for (Output output : model.offers()) {
        int[] seen = {0};
        model.forward(
            instances(),
            Set.of(output),
            block -> {
              seen[0] += block.size();
              assertEquals(Set.of(output), block.available());
            });
        assertEquals(items().size(), seen[0], output.name());
      }
    }
  }

  @Test
  void predict_everyInstance_agreesWithWhatIsSaid() {
    try (M model = fit(items(), 1)) {
      SaidByModel said = said();
      Map<String, float[]> rows = said.rows(model, instances());
      List<String> order = new ArrayList<>();
      model.predict(
          instances(),
          prediction -> {
            String id = prediction.instance().id();
            order.add(id);
            said.requireAgreement(prediction, Objects.requireNonNull(rows.get(id), id));
          });
      assertEquals(instances().stream().map(Instance::id).toList(), order);
    }
  }

  @Test
  void close_twice_isHarmless() {
    M model = fit(items(), 1);
    model.close();
    model.close();
  }
}
