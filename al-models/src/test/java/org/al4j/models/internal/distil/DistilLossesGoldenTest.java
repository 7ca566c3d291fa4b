package org.al4j.models.internal.distil;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.al4j.models.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The losses and their gradients against PyTorch in float64, and against finite differences. */
class DistilLossesGoldenTest {
  private static final double T = 2;

  private static JsonNode golden(String section) throws IOException {
    return Fixtures.json("distillation.json").path(section);
  }

  private static float[] floats(JsonNode row) {
    List<Float> all = new ArrayList<>();
    collect(row, all);
    float[] values = new float[all.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = all.get(i);
    }
    return values;
  }

  private static void collect(JsonNode node, List<Float> into) {
    if (node.isArray()) {
      node.forEach(child -> collect(child, into));
    } else {
      into.add((float) node.asDouble());
    }
  }

  private static RowLoss loss(String name) {
    return switch (name) {
      case "soft_cross_entropy" -> RowLosses.softCrossEntropy(T);
      case "kl_times_t2" -> RowLosses.divergence(T);
      case "mse_softened_probabilities" -> RowLosses.probabilities(T);
      case "mse_logits", "mse_hidden" -> RowLosses::squares;
      case "cosine_hidden" -> RowLosses::cosine;
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"soft_cross_entropy", "kl_times_t2", "mse_softened_probabilities", "mse_logits"})
  void logits_ofSequences_equalPyTorch(String name) throws IOException {
    JsonNode section = golden("sequence_distillation");
    JsonNode want = section.path("losses").path(name);
    int n = section.path("teacher_logits").size();
    double sum = 0;
    for (int i = 0; i < n; i++) {
      float[] teacher = floats(section.at("/teacher_logits/" + i));
      float[] student = floats(section.at("/student_logits/" + i));
      float[] gradient = new float[student.length];
      double one = loss(name).apply(teacher, student, 1.0 / n, gradient);
      assertEquals(want.at("/by_sequence/" + i).asDouble(), one, 1e-12);
      assertArrayEquals(floats(want.at("/gradient/" + i)), gradient, 1e-7f);
      sum += one;
    }
    assertEquals(want.path("mean").asDouble(), sum / n, 1e-12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "soft_cross_entropy",
        "kl_times_t2",
        "mse_softened_probabilities",
        "mse_logits",
        "cosine_hidden",
        "mse_hidden"
      })
  void rows_ofWords_equalPyTorch(String name) throws IOException {
    JsonNode section = golden("word_distillation");
    JsonNode want = section.path("losses").path(name);
    String what = name.endsWith("hidden") ? "hidden" : "logits";
    int words = 0;
    for (JsonNode one : section.path("mask")) {
      words += count(one);
    }
    double sum = 0;
    for (int i = 0; i < section.path("mask").size(); i++) {
      for (int j = 0; j < count(section.at("/mask/" + i)); j++) {
        String at = "/" + i + "/" + j;
        float[] student = floats(section.path("student_" + what).at(at));
        float[] gradient = new float[student.length];
        sum +=
            loss(name)
                .apply(
                    floats(section.path("teacher_" + what).at(at)), student, 1.0 / words, gradient);
        assertArrayEquals(floats(want.path("gradient").at(at)), gradient, 1e-7f);
      }
    }
    assertEquals(want.path("mean_over_words").asDouble(), sum / words, 1e-12);
  }

  private static int count(JsonNode mask) {
    int count = 0;
    for (JsonNode one : mask) {
      count += (one.asBoolean() && !one.isNumber()) || one.asInt() == 1 ? 1 : 0;
    }
    return count;
  }

  /** DistilBERT's cosine is a mean over tokens of both sentences. */
  @Test
  void cosine_ofTokens_equalsDistilBert() throws IOException {
    JsonNode section = golden("distilbert");
    int next = 0;
    for (int i = 0; i < section.path("mask").size(); i++) {
      for (int j = 0; j < count(section.at("/mask/" + i)); j++) {
        String at = "/" + i + "/" + j;
        float[] student = floats(section.path("student_hidden").at(at));
        float[] gradient = new float[student.length];
        double one =
            RowLosses.cosine(floats(section.path("teacher_hidden").at(at)), student, 0.1, gradient);
        assertEquals(section.at("/cosine_by_token/" + next++).asDouble(), one, 1e-12);
        assertArrayEquals(floats(section.path("cosine_gradient_hidden").at(at)), gradient, 1e-7f);
      }
    }
    assertEquals(10, next);
  }

  /** {@code [head, token, width]} of three parts as {@code [token, 3H]}; absent parts are zero. */
  private static float[] joined(int tokens, JsonNode... parts) {
    int heads = parts[0].size();
    int width = parts[0].at("/0/0").size();
    int hidden = heads * width;
    float[] rows = new float[tokens * 3 * hidden];
    for (int part = 0; part < parts.length; part++) {
      for (int head = 0; head < heads; head++) {
        for (int i = 0; i < tokens; i++) {
          float[] row = floats(parts[part].at("/" + head + "/" + i));
          System.arraycopy(row, 0, rows, (3 * i + part) * hidden + head * width, width);
        }
      }
    }
    return rows;
  }

  @Test
  void relations_ofTwoSentences_equalPyTorch() throws IOException {
    JsonNode section = golden("minilm");
    double sum = 0;
    for (int i = 0; i < 2; i++) {
      int n = count(section.at("/mask/" + i));
      float[][] rows = new float[2][];
      for (int side = 0; side < 2; side++) {
        JsonNode own = section.path(side == 0 ? "teacher" : "student");
        rows[side] = joined(n, own.at("/q/" + i), own.at("/k/" + i), own.at("/v/" + i));
      }
      Projected teacher = Projected.of(rows[0], n, 2);
      Projected student = Projected.of(rows[1], n, 2);
      double keys = ProjectedLosses.queriesToKeys(teacher, student, 0.5);
      double values = ProjectedLosses.valuesToValues(teacher, student, 0.5);
      assertEquals(section.at("/query_key_kl/" + i).asDouble(), keys, 1e-6);
      assertEquals(section.at("/value_value_kl/" + i).asDouble(), values, 1e-6);
      sum += keys + values;
      JsonNode slopes = section.path("gradients_of_mean_of_sum");
      float[] want = joined(n, slopes.at("/q/" + i), slopes.at("/k/" + i), slopes.at("/v/" + i));
      assertArrayEquals(want, student.gradient(), 1e-7f);
    }
    assertEquals(section.path("mean_of_sum").asDouble(), sum / 2, 1e-6);
  }

  /**
   * The fixture has scores: with heads as wide as the sentence is long, queries {@code sqrt(n) s}
   * and keys the unit matrix, the products are the scores.
   */
  @Test
  void scores_ofTwoSentences_equalTinyBert() throws IOException {
    JsonNode section = golden("tinybert");
    int entries = 2 * (5 * 5 + 3 * 3);
    double sum = 0;
    for (int i = 0; i < 2; i++) {
      int n = count(section.at("/mask/" + i));
      float[] t = fromScores(section.at("/teacher_attention_scores/" + i), n);
      float[] s = fromScores(section.at("/student_attention_scores/" + i), n);
      Projected student = Projected.of(s, n, 2);
      sum += ProjectedLosses.scores(Projected.of(t, n, 2), student, 1.0 / entries);
      JsonNode want = section.at("/attention_mse/gradient/" + i);
      for (int head = 0; head < 2; head++) {
        for (int q = 0; q < n; q++) {
          for (int k = 0; k < n; k++) {
            float slope = student.gradient()[q * 3 * 2 * n + head * n + k];
            assertEquals(
                want.at("/" + head + "/" + q + "/" + k).asDouble(), Math.sqrt(n) * slope, 1e-7);
          }
        }
      }
    }
    assertEquals(section.at("/attention_mse/valid_entries").asDouble(), sum / entries, 1e-6);
  }

  private static float[] fromScores(JsonNode scores, int n) {
    float[] rows = new float[n * 3 * 2 * n];
    for (int head = 0; head < 2; head++) {
      for (int q = 0; q < n; q++) {
        rows[q * 6 * n + 2 * n + head * n + q] = 1;
        for (int k = 0; k < n; k++) {
          double score = scores.at("/" + head + "/" + q + "/" + k).asDouble();
          rows[q * 6 * n + head * n + k] = (float) (Math.sqrt(n) * score);
        }
      }
    }
    return rows;
  }

  @Test
  void projection_ofEmbeddings_equalsTinyBert() throws IOException {
    JsonNode section = golden("tinybert");
    Projection projection = new Projection(6, 8, floats(section.path("projection")));
    JsonNode want = section.path("embedding_mse");
    double sum = 0;
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < count(section.at("/mask/" + i)); j++) {
        String at = "/" + i + "/" + j;
        float[] student = floats(section.path("student_embedding").at(at));
        float[] gradient = new float[6];
        RowLoss loss = projection.of(i); // a sentence a lane
        sum +=
            loss.apply(
                floats(section.path("teacher_embedding").at(at)), student, 1 / 8.0, gradient);
        assertArrayEquals(floats(want.path("gradient_student").at(at)), gradient, 1e-6f);
      }
    }
    assertEquals(want.path("valid_tokens").asDouble(), sum / 8, 1e-6);
    float[] slope = floats(want.path("gradient_projection"));
    assertArrayEquals(slope, projection.gradient(), 1e-6f);
    projection.update(1e-3);
    assertArrayEquals(new float[48], projection.gradient());
  }

  @Test
  void unitSquares_equalFiniteDifferencesAndTwiceTheCosine() {
    float[] teacher = {.3f, -1, 2, .5f};
    float[] student = {1, .25f, -.5f, 2};
    float[] gradient = new float[4];
    double loss = RowLosses.unitSquares(teacher, student, 3, gradient);
    assertEquals(2 * RowLosses.cosine(teacher, student, 0, new float[4]), loss, 1e-12);
    for (int k = 0; k < 4; k++) {
      float[] above = student.clone();
      float[] below = student.clone();
      above[k] += 1f / 256;
      below[k] -= 1f / 256;
      double rise = RowLosses.unitSquares(teacher, above, 0, new float[4]);
      double fall = RowLosses.unitSquares(teacher, below, 0, new float[4]);
      assertEquals(3 * (rise - fall) * 128, gradient[k], 1e-4);
    }
  }

  @Test
  void unitSquares_equalDirections_isZeroWithoutGradient() {
    float[] gradient = new float[2];
    double loss = RowLosses.unitSquares(new float[] {3, 4}, new float[] {.75f, 1}, 1, gradient);
    assertEquals(0, loss, 1e-12);
    assertArrayEquals(new float[2], gradient, 1e-7f);
    double none = RowLosses.cosine(new float[] {3, 4}, new float[2], 1, gradient);
    assertEquals(1, none); // no direction at all
    assertArrayEquals(new float[2], gradient, 1e-7f);
  }
}
