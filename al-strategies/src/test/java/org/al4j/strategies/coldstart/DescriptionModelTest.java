package org.al4j.strategies.coldstart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.junit.jupiter.api.Test;

class DescriptionModelTest {
  private static final LabelSpace LABELS = LabelSpace.of("a", "b");

  /** Offers nothing. */
  private static final AcquisitionModel NOTHING =
      new AcquisitionModel() {
        @Override
        public Set<Output> offers() {
          return Set.of();
        }

        @Override
        public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
          throw new IllegalStateException("not to be asked");
        }

        @Override
        public void close() {}
      };

  private static final List<Instance> TEXTS =
      List.of(
          Instance.ofText("1", "near a"),
          Instance.ofText("2", "between"),
          Instance.ofText("3", "nothing"));

  private final FixedView view =
      new FixedView()
          .put("about a", 2, 0)
          .put("b", 0, 0.5f)
          .put("near a", 4, 3)
          .put("between", 1, 1)
          .put("nothing", 0, 0);

  private DescriptionModel model(double scale) {
    return new DescriptionModel(view, LABELS, new Descriptions(Map.of("a", "about a")), scale);
  }

  @Test
  void forward_cosines_areScaledAndMadeProbabilities() {
    List<float[]> logits = new ArrayList<>();
    List<float[]> probabilities = new ArrayList<>();
    List<float[]> embeddings = new ArrayList<>();
    model(10)
        .forward(
            TEXTS,
            Set.of(Output.LOGITS, Output.PROBABILITIES, Output.EMBEDDING),
            block -> {
              logits.add(block.floats(Output.LOGITS));
              probabilities.add(block.floats(Output.PROBABILITIES));
              embeddings.add(block.floats(Output.EMBEDDING));
            });
    float diagonal = (float) (10 / Math.sqrt(2));
    assertArrayEquals(new float[] {8, 6, diagonal, diagonal}, logits.get(0), 1e-5f);
    // 1 / (1 + exp(-2)) = .8807970779778823
    assertArrayEquals(new float[] {0.880797f, 0.119203f, 0.5f, 0.5f}, probabilities.get(0), 1e-6f);
    assertArrayEquals(new float[] {0.5f, 0.5f}, probabilities.get(1));
    assertArrayEquals(new float[] {4, 3, 1, 1}, embeddings.get(0));
    assertEquals(2, view.passes);
  }

  @Test
  void suggest_texts_getTheNearestClass() {
    List<Prediction<ClassLabel>> suggested = new ArrayList<>();
    model(10).suggest(TEXTS, suggested::add);
    assertEquals(3, suggested.size());
    assertEquals(new ClassLabel("a"), suggested.get(0).annotation());
    assertEquals(0.880797, suggested.get(0).probabilities()[0], 1e-6);
    assertEquals("3", suggested.get(2).instance().id());
  }

  @Test
  void new_descriptionThatTheViewSeesNothingIn_isRefused() {
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> new DescriptionModel(view, LABELS, new Descriptions(Map.of("a", "nothing")), 10));
    assertEquals(
        "the description of a says nothing to the view of texts: 'nothing'; describe the class in"
            + " other words",
        error.getMessage());
  }

  @Test
  void new_viewOrScaleThatWillNotDo_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> model(0));
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> new DescriptionModel(NOTHING, LABELS, Descriptions.NAMES, 1));
    assertEquals(
        "descriptions and texts are compared by EMBEDDING, which the view does not offer; it"
            + " offers []",
        error.getMessage());
  }
}
