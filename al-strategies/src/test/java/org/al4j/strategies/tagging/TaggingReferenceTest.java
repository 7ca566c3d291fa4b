package org.al4j.strategies.tagging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import org.al4j.core.data.Instance;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Utility;
import org.junit.jupiter.api.Test;

/** The utilities against the reference values in the test resources (see their README). */
class TaggingReferenceTest {
  private static final int TAGS = 5;
  private static final Mnlp MNLP = new Mnlp(Mnlp.Of.SEQUENCE);

  private static List<String[]> lines(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(TaggingReferenceTest.class.getResourceAsStream(name))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(line -> line.split("\t")).toList();
    }
  }

  private static Map<String, Double> column(String file, String name) throws IOException {
    List<String[]> lines = lines(file);
    int column = List.of(lines.get(0)).indexOf(name);
    Map<String, Double> values = new LinkedHashMap<>();
    for (String[] line : lines.subList(1, lines.size())) {
      values.put(line[0], Double.parseDouble(line[column]));
    }
    return values;
  }

  /** The first five numbers of each word as the model's, then those of each member. */
  private static Map<String, List<double[][]>> words(String file) throws IOException {
    Map<String, List<double[][]>> sentences = new LinkedHashMap<>();
    List<String[]> lines = lines(file);
    for (String[] line : lines.subList(1, lines.size())) {
      double[][] word = new double[(line.length - 1) / TAGS][TAGS];
      for (int at = 1; at < line.length; at++) {
        word[(at - 1) / TAGS][(at - 1) % TAGS] = Double.parseDouble(line[at]);
      }
      sentences.computeIfAbsent(line[0], id -> new ArrayList<>()).add(word);
    }
    return sentences;
  }

  /**
   * A model whose first member says the mean, and whose others are the committee.
   *
   * @param first the first group of columns that is a member
   */
  private static TagModel model(Map<String, List<double[][]>> sentences, int first) {
    TagModel model = new TagModel();
    sentences.forEach(
        (id, words) -> {
          int groups = words.get(0).length;
          float[][][] members = new float[first == 0 ? 1 : groups - 1][words.size()][];
          for (int m = 0; m < members.length; m++) {
            for (int w = 0; w < words.size(); w++) {
              members[m][w] = floats(words.get(w)[first + m]);
            }
          }
          model.put(id, members);
        });
    return model;
  }

  private static float[] floats(double[] values) {
    float[] out = new float[values.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = (float) values[k];
    }
    return out;
  }

  private static Map<String, List<double[][]>> each(
      Map<String, List<double[][]>> sentences, boolean logits) {
    sentences
        .values()
        .forEach(words -> words.forEach(word -> Arrays.stream(word).forEach(p -> log(p, logits))));
    return sentences;
  }

  private static void log(double[] row, boolean logits) {
    double sum = 0;
    for (double value : row) {
      sum += logits ? Math.exp(value) : value;
    }
    for (int k = 0; k < row.length; k++) {
      row[k] = (logits ? row[k] : Math.log(row[k])) - Math.log(sum);
    }
  }

  private static void requireEqual(
      Map<String, Double> expected, Map<String, Double> found, DoubleUnaryOperator of) {
    assertEquals(expected.keySet(), found.keySet());
    expected.forEach(
        (id, value) ->
            assertEquals(
                value, of.applyAsDouble(found.get(id)), 2e-6 * Math.max(1, Math.abs(value)), id));
  }

  private static void requireEqual(String file, TagModel model, Map<String, Utility> columns)
      throws IOException {
    for (Map.Entry<String, Utility> one : columns.entrySet()) {
      DoubleUnaryOperator of =
          switch (one.getKey()) {
            case "least_confidence" -> u -> 1 + u;
            case "min_margin" -> u -> 1 - u;
            default -> u -> u;
          };
      requireEqual(column(file, one.getKey()), model.utilities(one.getValue()), of);
    }
  }

  @Test
  void score_toolboxSentences_areTheReferences() throws IOException {
    Map<String, List<double[][]>> sentences = each(words("words.tsv"), false);
    TagModel model = model(sentences, 0);
    requireEqual(
        "sentences.tsv",
        model,
        Map.of(
            "mnlp", MNLP,
            "least_confidence", new SequenceLeastConfidence(),
            "total_entropy", new TokenEntropy(TokenEntropy.Of.TOTAL),
            "mean_entropy", new TokenEntropy(TokenEntropy.Of.MEAN),
            "largest_entropy", new TokenEntropy(TokenEntropy.Of.LARGEST),
            "min_margin", new SmallestTokenMargin()));
    requireEqual("sentences.tsv", model, Map.of("mnlp", new Mnlp(Mnlp.Of.WORDS)));
    requireEqual("sentences.tsv", model(sentences, 1), Map.of("bald", new TokenBald()));
  }

  @Test
  void score_torchSentences_areTheReferences() throws IOException {
    Map<String, List<double[][]>> sentences = each(words("logits_words.tsv"), true);
    requireEqual(
        "logits_sentences.tsv",
        model(sentences, 0),
        Map.of(
            "mnlp", MNLP,
            "least_confidence", new SequenceLeastConfidence(),
            "total_token_entropy", new TokenEntropy(TokenEntropy.Of.TOTAL),
            "mean_token_entropy", new TokenEntropy(TokenEntropy.Of.MEAN),
            "min_margin", new SmallestTokenMargin()));
    requireEqual("logits_sentences.tsv", model(sentences, 1), Map.of("mean_bald", new TokenBald()));
  }

  /** Of a chain the likelihood of the best path counts, not that of its words. */
  @Test
  void score_ofAChain_isThatOfItsBestPath() throws IOException {
    String file = "logits_sentences.tsv";
    TagModel model = model(each(words("logits_words.tsv"), true), 0);
    Map<String, Double> logZ = column(file, "crf_log_z");
    column(file, "crf_viterbi_score")
        .forEach((id, score) -> model.likelihood(id, score - logZ.get(id)));
    requireEqual(column(file, "crf_normalised"), model.utilities(MNLP), u -> u);
    requireEqual(
        column(file, "crf_least_confidence"),
        model.utilities(new SequenceLeastConfidence()),
        u -> 1 + u);
  }

  /**
   * al_toolbox goes on where the limit is met exactly, as with 5; here a budget that is met ends.
   */
  @Test
  void select_tokens_areTheToolboxesSentences() throws IOException {
    TagModel model = model(each(words("words.tsv"), false), 0);
    List<String> order = List.of("s17", "s18", "s01", "s15", "s14", "s03", "s07", "s16", "s06");
    Map.of(12, 6, 30, 9, 5, 3, 6, 4)
        .forEach(
            (tokens, count) ->
                assertEquals(
                    order.subList(0, count),
                    model
                        .select(Tagging.mnlp(), Budget.tokens(tokens, TaggingReferenceTest::words))
                        .ids()));
  }

  private static int words(Instance instance) {
    return instance.words().size();
  }
}
