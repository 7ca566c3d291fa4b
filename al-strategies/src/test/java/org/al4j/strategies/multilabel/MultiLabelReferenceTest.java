package org.al4j.strategies.multilabel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selected;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The strategies against the reference values in the test resources (see their README). */
class MultiLabelReferenceTest {
  private static final LabelSpace LABELS = LabelSpace.of("a", "b", "c", "d", "e");
  private static final Map<String, QueryStrategy> STRATEGIES =
      Map.of(
          "mean_entropy", MultiLabel.meanEntropy(),
          "max_entropy", MultiLabel.maxEntropy(),
          "mean_margin", MultiLabel.meanMargin(),
          "cardinality", MultiLabel.cardinality(),
          "adaptive", MultiLabel.adaptive(),
          "cvirs", MultiLabel.cvirs());

  private final SetModel model = new SetModel(LABELS);
  private final List<String> ids = new ArrayList<>();
  private final Map<String, double[]> expected = new HashMap<>();
  private Pool<LabelSet> pool = model.pool(List.of(), List.of());

  private static List<String[]> lines(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(MultiLabelReferenceTest.class.getResourceAsStream(name))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(line -> line.split("\t")).toList();
    }
  }

  @BeforeEach
  void read() throws IOException {
    List<String[]> lines = lines("pool.tsv");
    String[] header = lines.get(0);
    for (int column = 1; column < header.length; column++) {
      double[] values = new double[lines.size() - 1];
      for (int i = 0; i < values.length; i++) {
        values[i] = Double.parseDouble(lines.get(i + 1)[column]);
      }
      expected.put(header[column], values);
    }
    for (String[] line : lines.subList(1, lines.size())) {
      ids.add(line[0]);
      float[] row = new float[LABELS.size()];
      for (int k = 0; k < row.length; k++) {
        row[k] = Float.parseFloat(line[1 + k]);
      }
      model.put(line[0], row);
    }
    List<Labelled<LabelSet>> labelled = new ArrayList<>();
    for (String[] line : lines("labelled.tsv").subList(1, 13)) {
      List<String> names = new ArrayList<>();
      for (int k = 0; k < LABELS.size(); k++) {
        if (line[1 + k].equals("1")) {
          names.add(LABELS.name(k));
        }
      }
      labelled.add(SetModel.labelled(line[0], names.toArray(String[]::new)));
    }
    pool = model.pool(model.instances(), labelled);
  }

  /** The utilities in the order of the table. */
  private double[] scores(QueryStrategy strategy) {
    Map<String, Double> scores = new HashMap<>();
    for (Selected item : model.select(strategy, pool, ids.size()).items()) {
      scores.put(item.instance().id(), item.utility());
    }
    return ids.stream().mapToDouble(scores::get).toArray();
  }

  private double[] column(String name) {
    return Objects.requireNonNull(expected.get(name), name);
  }

  @ParameterizedTest
  @CsvSource({"mean_entropy", "max_entropy", "mean_margin", "cardinality", "adaptive", "cvirs"})
  void select_referencePool_givesThePapersNumbersAndOrder(String name) {
    QueryStrategy strategy = Objects.requireNonNull(STRATEGIES.get(name));
    double[] scores = scores(strategy);
    double[] reference = column(name);
    assertEquals(48, scores.length);
    for (int i = 0; i < scores.length; i++) {
      assertEquals(reference[i], scores[i], 1e-10 * Math.max(1, reference[i]), ids.get(i));
    }
    List<String> order =
        ids.stream()
            .sorted(
                Comparator.comparingDouble((String id) -> -scores[ids.indexOf(id)])
                    .thenComparing(id -> id))
            .limit(10)
            .toList();
    assertEquals(order, model.select(strategy, pool, 10).ids());
  }

  @Test
  void labelCardinality_referencePool_equalsSmallText() {
    double[] scores = scores(MultiLabel.cardinality());
    double[] peer = column("peer_cardinality");
    for (int i = 0; i < scores.length; i++) {
      assertEquals(peer[i], scores[i], 1e-10, ids.get(i));
    }
  }

  /** Of small-text's formula the cardinality is ours; its margin is that of the two largest. */
  @Test
  void adaptive_smallText_hasOurCardinalityUnderItsOwnMargin() {
    double[] cardinality = scores(MultiLabel.cardinality());
    double[] peer = column("peer_adaptive");
    double[] ours = scores(MultiLabel.adaptive());
    for (int i = 0; i < peer.length; i++) {
      float[] row = model.row(ids.get(i)).clone();
      Arrays.sort(row);
      double margin = Math.max(0.01, row[row.length - 1] - (double) row[row.length - 2]);
      assertEquals(peer[i], Math.sqrt((cardinality[i] + 1) / margin), 1e-4 * peer[i], ids.get(i));
      assertNotEquals(peer[i], ours[i], 1e-3, ids.get(i));
    }
  }

  @Test
  void cvirs_smallText_isAnotherRanking() {
    double[] ours = scores(MultiLabel.cvirs());
    double[] peer = column("peer_cvirs");
    int same = 0;
    for (int i = 0; i < peer.length; i++) {
      same += Math.abs(peer[i] - ours[i]) < 1e-6 ? 1 : 0;
    }
    assertEquals(0, same, "small-text's CVIRS is not the paper's, see the README");
  }
}
