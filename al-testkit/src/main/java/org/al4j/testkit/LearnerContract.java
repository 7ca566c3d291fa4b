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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.al4j.core.data.ClassLabel;
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
 * What every learner of text classifiers, and every model it makes, must keep. Extend it, implement
 * {@link #learner()}, and the tests are inherited.
 *
 * @param <M> the kind of model
 */
public abstract class LearnerContract<M extends ActiveModel<ClassLabel>> {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(60, 3, 11);

  /** The contract's tests are inherited. */
  protected LearnerContract() {}

  /** A learner under test, small enough that a fit takes seconds at most. */
  protected abstract Learner<ClassLabel, M> learner();

  private M fit(List<Labelled<ClassLabel>> labelled, long seed) {
    return learner().fit(labelled, FitContext.of(DATA.labels(), seed));
  }

  private static List<Instance> instances() {
    return DATA.items().stream().map(Labelled::instance).toList();
  }

  private static Map<String, float[]> rows(ActiveModel<ClassLabel> model, List<Instance> xs, Output output) {
    Map<String, float[]> rows = new HashMap<>();
    List<String> order = new ArrayList<>();
    model.forward(
        xs,
        Set.of(output),
        block -> {
          assertEquals(order.size(), block.first(), "blocks are consecutive");
          float[][] values = block.get(output).toFloatMatrix();
          for (int i = 0; i < block.size(); i++) {
            order.add(block.instances().get(i).id());
            rows.put(block.instances().get(i).id(), values[i]);
          }
        });
    assertEquals(
        xs.stream().map(Instance::id).toList(), order, "every instance once, in the order given");
    return rows;
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
    try (Learner<ClassLabel, M> first = learner();
        Learner<ClassLabel, M> second = learner()) {
      assertTrue(
          Settings.areKnown(first), "a run that is kept must know what it is set to: settings()");
      assertEquals(first.settings(), second.settings());
    }
  }

  @Test
  void fit_sameSeed_savesEqualBytes(@TempDir Path dir) throws IOException {
    try (M first = fit(DATA.items(), 1);
        M second = fit(DATA.items(), 1)) {
      Map<String, String> bytes = saved(first, dir.resolve("a"));
      assertTrue(!bytes.isEmpty(), "save writes something");
      assertEquals(bytes, saved(second, dir.resolve("b")));
    }
  }

  @Test
  void fit_otherOrderOfLabels_savesEqualBytes(@TempDir Path dir) throws IOException {
    List<Labelled<ClassLabel>> shuffled = new ArrayList<>(DATA.items());
    Collections.shuffle(shuffled, new Random(3));
    try (M first = fit(DATA.items(), 1);
        M second = fit(shuffled, 1)) {
      assertEquals(saved(first, dir.resolve("a")), saved(second, dir.resolve("b")));
    }
  }

  @Test
  void fit_afterAnother_doesNotNeedTheOneBefore(@TempDir Path dir) throws IOException {
    M previous = fit(DATA.items().subList(0, 30), 1);
    Map<String, String> before = saved(previous, dir.resolve("before"));
    FitContext<ClassLabel, M> context =
        FitContext.<ClassLabel, M>of(DATA.labels(), 2)
            .withPrevious(Optional.of(previous))
            .withRateFactor(0.5);
    try (M next = learner().fit(DATA.items().subList(30, 60), context)) {
      assertEquals(before, saved(previous, dir.resolve("after")), "the fit left it as it was");
      previous.close();
      assertEquals(DATA.items().size(), rows(next, instances(), Output.PROBABILITIES).size());
      try (M scratch = fit(DATA.items().subList(30, 60), 2)) {
        boolean equal =
            saved(next, dir.resolve("next")).equals(saved(scratch, dir.resolve("scratch")));
        assertFalse(learner().startsWarm() && equal, "startsWarm() says that it matters");
      }
    }
  }

  @Test
  void fit_absentClass_givesFiniteProbabilitiesForAllClasses() {
    List<Labelled<ClassLabel>> two =
        DATA.items().stream().filter(item -> !item.annotation().name().equals("class-2")).toList();
    try (M model = fit(two, 1)) {
      rows(model, instances(), Output.PROBABILITIES)
          .values()
          .forEach(row -> assertEquals(DATA.labels().size(), row.length));
    }
  }

  @Test
  void fit_oneInstance_givesAUsableModel() {
    try (M model = fit(DATA.items().subList(0, 1), 1)) {
      assertEquals(DATA.items().size(), rows(model, instances(), Output.PROBABILITIES).size());
    }
  }

  @Test
  void fit_noInstance_isRefused() {
    assertThrows(RuntimeException.class, () -> fit(List.of(), 1).close());
  }

  @Test
  void fit_cancelledAtOnce_givesAUsableModel() {
    FitContext<ClassLabel, M> context =
        new FitContext<>(DATA.labels(), 1, Optional.empty(), List.of(), step -> {}, () -> true);
    try (M model = learner().fit(DATA.items(), context)) {
      assertEquals(DATA.items().size(), rows(model, instances(), Output.PROBABILITIES).size());
    }
  }

  @Test
  void fit_progress_endsAtTheLastStep() {
    List<Integer> left = new ArrayList<>();
    FitContext<ClassLabel, M> context =
        new FitContext<>(
            DATA.labels(),
            1,
            Optional.empty(),
            List.of(),
            step -> left.add(step.steps() - step.step()),
            () -> false);
    learner().fit(DATA.items(), context).close();
    assertEquals(0, left.get(left.size() - 1));
  }

  @Test
  void offers_learnerAndModel_agree() {
    try (M model = fit(DATA.items(), 1)) {
      assertEquals(learner().offers(), model.offers());
    }
  }

  @Test
  void forward_otherOrder_givesTheSameRows() {
    List<Instance> shuffled = new ArrayList<>(instances());
    Collections.shuffle(shuffled, new Random(9));
    try (M model = fit(DATA.items(), 1)) {
      Map<String, float[]> first = rows(model, instances(), Output.PROBABILITIES);
      rows(model, shuffled, Output.PROBABILITIES)
          .forEach((id, row) -> assertArrayEquals(first.get(id), row, 1e-5f, id));
    }
  }

  @Test
  void forward_unofferedOutput_isRefused() {
    try (M model = fit(DATA.items(), 1)) {
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
    try (M model = fit(DATA.items(), 1)) {
      assertTrue(rows(model, List.of(), Output.PROBABILITIES).isEmpty());
    }
  }

  @Test
  void forward_emptyAndOddTexts_giveProbabilities() {
    List<Instance> odd =
        List.of(
            Instance.ofText("a", ""),
            Instance.ofText("b", " \t\n"),
            Instance.ofText("c", "\uD83D\uDE00 \u0000 ж"),
            Instance.ofText("d", "long ".repeat(3000)));
    try (M model = fit(DATA.items(), 1)) {
      assertEquals(4, rows(model, odd, Output.PROBABILITIES).size());
    }
  }

  @Test
  void predict_everyInstance_agreesWithProbabilities() {
    LabelSpace labels = DATA.labels();
    try (M model = fit(DATA.items(), 1)) {
      Map<String, float[]> rows = rows(model, instances(), Output.PROBABILITIES);
      Set<String> seen = new HashSet<>();
      model.predict(
          instances(),
          prediction -> {
            seen.add(prediction.instance().id());
            float[] row = rows.get(prediction.instance().id());
            float best = row[labels.index(prediction.annotation().name())];
            for (float p : row) {
              assertTrue(best >= p - 1e-6f, "the predicted class has the largest probability");
            }
          });
      assertEquals(rows.keySet(), seen);
    }
  }

  @Test
  void close_twice_isHarmless() {
    M model = fit(DATA.items(), 1);
    model.close();
    model.close();
  }
}
