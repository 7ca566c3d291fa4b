package org.al4j.models.internal.crf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.al4j.models.Fixtures;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The chain against {@code crf.json}, which PyTorch computed in float64. */
class CrfReferenceTest {
  static Stream<CrfCase> cases() throws IOException {
    List<CrfCase> cases = new ArrayList<>();
    new ObjectMapper()
        .readTree(Fixtures.path("crf.json").toFile())
        .get("cases")
        .forEach(json -> cases.add(new CrfCase(json)));
    assertEquals(6, cases.size());
    return cases.stream();
  }

  /** To 1e-5, relative where numbers are large. */
  private static void assertNear(JsonNode expected, double found, String what) {
    double value = expected.doubleValue();
    assertEquals(value, found, 1e-5 * Math.max(1, Math.abs(value)), what);
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void compute_everyCase_hasTheReferencesLossAndGradients(CrfCase one) {
    int tags = one.tags();
    Chains chains = one.chains();
    CrfGradient gradient = new CrfGradient(tags);
    double loss =
        new CrfLoss(tags)
            .compute(one.weights(), one.emissions(), one.gold(), ones(chains.count()), gradient);
    assertNear(one.json().get("negative_log_likelihood_sum"), loss, "loss");
    JsonNode expected = one.json().get("gradients_of_sum");
    for (int s = 0; s < chains.count(); s++) {
      for (int at = 0; at < chains.length(s) * tags; at++) {
        assertNear(
            expected.get("emissions").get(s).get(at / tags).get(at % tags),
            gradient.emissions()[chains.first(s) * tags + at],
            "emission " + at + " of " + s);
      }
    }
    for (int k = 0; k < tags; k++) {
      assertNear(expected.get("start").get(k), gradient.start()[k], "start");
      assertNear(expected.get("end").get(k), gradient.end()[k], "end");
      for (int to = 0; to < tags; to++) {
        double found = gradient.transitions()[k * tags + to];
        assertNear(expected.get("transitions").get(k).get(to), found, "transition");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logPartition_everyCase_andGoldScores_areTheReferences(CrfCase one) {
    Chains chains = one.chains();
    double[] logZ = new double[chains.count()];
    new CrfLoss(one.tags()).logPartition(one.weights(), one.emissions(), logZ);
    for (int s = 0; s < logZ.length; s++) {
      assertNear(one.sequence(s).get("log_z"), logZ[s], "log Z of " + s);
      assertNear(one.sequence(s).get("log_z_brute_force"), logZ[s], "log Z of " + s);
      double gold = CrfLoss.score(one.weights(), one.emissions(), one.gold(), s);
      assertNear(one.sequence(s).get("gold_score"), gold, "gold score of " + s);
    }
  }

  /** All pairs of the batch together, as the gradient has them. */
  @ParameterizedTest
  @MethodSource("cases")
  void marginals_everyCase_areTheReferences(CrfCase one) {
    int tags = one.tags();
    Chains chains = one.chains();
    CrfGradient found = new CrfGradient(tags);
    new CrfLoss(tags).marginals(one.weights(), one.emissions(), found);
    double[] pairs = new double[tags * tags];
    for (int s = 0; s < chains.count(); s++) {
      for (int at = 0; at < chains.length(s) * tags; at++) {
        assertNear(
            one.sequence(s).get("marginals").get(at / tags).get(at % tags),
            found.emissions()[chains.first(s) * tags + at],
            "marginal " + at + " of " + s);
      }
      for (int pair = 0; pair < pairs.length; pair++) {
        JsonNode expected = one.sequence(s).get("expected_transitions");
        pairs[pair] += expected.get(pair / tags).get(pair % tags).doubleValue();
      }
    }
    for (int pair = 0; pair < pairs.length; pair++) {
      assertEquals(pairs[pair], found.transitions()[pair], 1e-5, "pair " + pair);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bestPaths_everyCase_areTheReferences(CrfCase one) {
    for (boolean constrained : new boolean[] {false, true}) {
      TagConstraints constraints = constraints(one, constrained);
      BestPaths best = new BestPaths(one.weights(), constraints, 3);
      int[] paths = new int[one.chains().words()];
      double[] scores = new double[one.chains().count()];
      new Viterbi(one.tags()).best(one.weights(), one.emissions(), constraints, paths, scores);
      for (int s = 0; s < scores.length; s++) {
        JsonNode expected = one.sequence(s).get(constrained ? "best_constrained" : "best");
        List<TagPath> found = best.of(one.emissions(), s);
        assertEquals(expected.size(), found.size(), "paths of " + s);
        for (int rank = 0; rank < found.size(); rank++) {
          assertEquals(tags(expected.get(rank)), found.get(rank).tags());
          assertNear(expected.get(rank).get("score"), found.get(rank).score(), "score");
        }
        int first = one.chains().first(s);
        assertEquals(
            tags(expected.get(0)),
            IntStream.range(0, one.chains().length(s)).mapToObj(i -> paths[first + i]).toList());
        assertNear(expected.get(0).get("score"), scores[s], "Viterbi's score of " + s);
      }
    }
  }

  private static List<Integer> tags(JsonNode path) {
    List<Integer> tags = new ArrayList<>();
    path.get("path").forEach(tag -> tags.add(tag.intValue()));
    return tags;
  }

  private static TagConstraints constraints(CrfCase one, boolean constrained) {
    if (!constrained) {
      return TagConstraints.none(one.tags());
    }
    TagConstraints iob2 = TagConstraints.iob2(one.names());
    for (int from = 0; from < one.tags(); from++) {
      assertEquals(one.json().get("allowed_start").get(from).booleanValue(), iob2.mayStart(from));
      for (int to = 0; to < one.tags(); to++) {
        boolean allowed = one.json().get("allowed_transitions").get(from).get(to).booleanValue();
        assertEquals(allowed, iob2.mayFollow(from, to));
      }
    }
    return iob2;
  }
}
