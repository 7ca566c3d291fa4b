package org.al4j.models.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.al4j.core.model.Output;
import org.al4j.models.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads on what nobody should give them, and committees of heads by name. */
class HeadBadInputTest {
  private static final LabelSpace LABELS = LabelSpace.of("x", "y", "z");
  private static final int MILLION = 1_000_000;

  @TempDir private Path dir;

  private HeadLearner learner() {
    String folder = Fixtures.path("models/distilbert/seqcls").toString();
    return HeadLearner.of(
        HeadEncoder.of(folder).withStore(dir.resolve("store")), HeadOptions.DEFAULT);
  }

  private static List<Labelled<ClassLabel>> labelled(String... textsAndLabels) {
    List<Labelled<ClassLabel>> all = new ArrayList<>();
    for (int i = 0; i < textsAndLabels.length; i += 2) {
      all.add(
          new Labelled<>(
              Instance.ofText("t" + i, textsAndLabels[i]), new ClassLabel(textsAndLabels[i + 1])));
    }
    return all;
  }

  private static float[] probabilities(ActiveModel<ClassLabel> model, String text) {
    float[][] found = new float[1][];
    model.forward(
        List.of(Instance.ofText("asked", text)),
        Set.of(Output.PROBABILITIES),
        block -> found[0] = block.floats(Output.PROBABILITIES));
    return found[0];
  }

  private static HeadModel<ClassLabel> fit(HeadLearner learner, String... textsAndLabels) {
    return learner.fit(labelled(textsAndLabels), FitContext.of(LABELS, 1));
  }

  @Test
  void fit_oneClassOnly_predictsItNearlySurely() {
    try (HeadLearner learner = learner();
        HeadModel<ClassLabel> one = fit(learner, "the cat", "y");
        HeadModel<ClassLabel> some = fit(learner, "the cat", "y", "a dog", "y", "good film", "y")) {
      for (HeadModel<ClassLabel> model : List.of(one, some)) {
        float[] found = probabilities(model, "the dog was good");
        assertTrue(found[1] > .9f, "found " + found[1]);
        assertEquals(found[0], found[2], 1e-5f, "nothing tells the others apart");
      }
    }
  }

  /** None of them is a text that anybody wrote. */
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\ud800", "a \udc00 cat \ud83d", "\u0000", "\ud83d\ude00"})
  void forward_oddText_givesProbabilities(String text) {
    try (HeadLearner learner = learner();
        HeadModel<ClassLabel> model = fit(learner, "the cat", "x", text, "y", "film", "z")) {
      float[] found = probabilities(model, text);
      assertEquals(1, found[0] + found[1] + found[2], 1e-5f);
      assertArrayEquals(found, probabilities(model, text));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cat ", "a", "\u4f60", "! ", "\ud83d\ude00"})
  void forward_millionCharacters_isReadInSeconds(String word) {
    String text = word.repeat(MILLION / word.length());
    try (HeadLearner learner = learner();
        HeadModel<ClassLabel> model = fit(learner, "the cat", "x", "a dog", "y", "film", "z")) {
      float[] found =
          assertTimeoutPreemptively(Duration.ofSeconds(20), () -> probabilities(model, text));
      assertEquals(1, found[0] + found[1] + found[2], 1e-5f);
    }
  }

  @Test
  void fit_storeBelowAFile_isRefusedInALine() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "no folder");
    String folder = Fixtures.path("models/distilbert/seqcls").toString();
    HeadEncoder encoder = HeadEncoder.of(folder).withStore(file.resolve("store"));
    try (HeadLearner learner = HeadLearner.of(encoder, HeadOptions.DEFAULT)) {
      InvalidInputException refused =
          assertThrows(InvalidInputException.class, () -> fit(learner, "the cat", "x").close());
      assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
      assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
    }
  }

  /** What was read before is served; what is new is kept in a new folder, or refused in a line. */
  @Test
  void fit_storeThatDisappears_givesNoWrongVectors() throws IOException {
    try (HeadLearner learner = learner()) {
      float[] before;
      try (HeadModel<ClassLabel> model = fit(learner, "the cat", "x", "a dog", "y")) {
        before = probabilities(model, "the dog");
      }
      delete(dir.resolve("store"));
      try (HeadModel<ClassLabel> model = fit(learner, "the cat", "x", "a dog", "y")) {
        assertArrayEquals(before, probabilities(model, "the dog"));
        assertEquals(3, probabilities(model, "a film that is new").length);
      } catch (InvalidInputException e) {
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> content;
    try (Stream<Path> walk = Files.walk(folder)) {
      content = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : content) {
      Files.delete(path);
    }
  }

  @Test
  void committee_headsByName_isBaggedAndSharesVectors() {
    Map<String, String> parameters =
        Map.of(
            "of",
            "head",
            "checkpoint",
            Fixtures.path("models/distilbert/seqcls").toString(),
            "store",
            dir.resolve("store").toString(),
            "members",
            "3");
    try (Learner<ClassLabel, ? extends ActiveModel<ClassLabel>> learner =
        Learners.named("committee", parameters, ClassLabel.class)) {
      assertTrue(learner.describe().startsWith("committee of 3 by bagging"), learner.describe());
      assertTrue(learner.view().isPresent());
      committee(learner);
    }
  }

  private static <M extends ActiveModel<ClassLabel>> void committee(
      Learner<ClassLabel, M> learner) {
    List<Labelled<ClassLabel>> data =
        labelled("the cat", "x", "cat", "x", "a dog", "y", "dog is", "y", "film", "z", "good", "z");
    try (M model = learner.fit(data, FitContext.of(LABELS, 1))) {
      model.forward(
          List.of(Instance.ofText("a", "the cat was"), Instance.ofText("b", "a film")),
          Set.of(Output.MEMBER_PROBABILITIES),
          block -> {
            assertArrayEquals(new long[] {3, 2, 3}, block.shape(Output.MEMBER_PROBABILITIES));
            float[] all = block.floats(Output.MEMBER_PROBABILITIES);
            assertTrue(Math.abs(all[0] - all[6]) > 1e-6f, "two samples, two heads");
          });
    }
  }
}
