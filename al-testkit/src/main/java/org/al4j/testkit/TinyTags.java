package org.al4j.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.al4j.core.data.Instance;
import org.al4j.core.model.Output;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a {@link TinyClassifier} says of words, as if each were a text and its class a tag, for
 * strategies that ask about sequences.
 */
final class TinyTags {
  static final Set<Output> OFFERS =
      Set.of(
          Output.TOKEN_LOG_PROBABILITIES,
          Output.SEQUENCE_LOG_LIKELIHOOD,
          Output.MEMBER_TOKEN_LOG_PROBABILITIES,
          Output.BEST_SEQUENCE_LOG_LIKELIHOODS);
  private static final int BEST = 4;

  private final TinyClassifier model;
  private final List<Instance> block;
  private final int members;

  TinyTags(TinyClassifier model, List<Instance> block, int members) {
    this.model = model;
    this.block = block;
    this.members = members;
  }

  INDArray array(Output output) {
    return switch (output.name()) {
      case "TOKEN_LOG_PROBABILITIES" -> Nd4j.createFromArray(logs(1));
      case "MEMBER_TOKEN_LOG_PROBABILITIES" -> Nd4j.createFromArray(memberLogs());
      case "SEQUENCE_LOG_LIKELIHOOD" -> Nd4j.createFromArray(likelihoods());
      default -> Nd4j.createFromArray(best());
    };
  }

  private static List<String> words(Instance instance) {
    return instance.words().isEmpty() ? List.of(instance.text().split(" ")) : instance.words();
  }

  /** Log-probabilities {@code [n, w, C]}, NaN behind the last word. */
  private float[][][] logs(double sharpness) {
    int longest = block.stream().mapToInt(instance -> words(instance).size()).max().orElse(0);
    float[][][] logs = new float[block.size()][longest][model.labels().size()];
    for (int i = 0; i < logs.length; i++) {
      List<String> words = words(block.get(i));
      for (int word = 0; word < longest; word++) {
        Arrays.fill(logs[i][word], Float.NaN);
        if (word < words.size()) {
          put(words.get(word), sharpness, logs[i][word]);
        }
      }
    }
    return logs;
  }

  private void put(String word, double sharpness, float[] out) {
    double[] scores = model.scores(TinyClassifier.features(word));
    for (int c = 0; c < scores.length; c++) {
      scores[c] *= sharpness;
    }
    double[] p = TinyClassifier.softmax(scores);
    for (int c = 0; c < out.length; c++) {
      out[c] = (float) Math.log(p[c]);
    }
  }

  private float[][][][] memberLogs() {
    float[][][][] all = new float[members][][][];
    for (int m = 0; m < members; m++) {
      all[m] = logs(1 + m);
    }
    return all;
  }

  private float[] likelihoods() {
    float[][] best = best();
    float[] first = new float[best.length];
    for (int i = 0; i < first.length; i++) {
      first[i] = best[i][0];
    }
    return first;
  }

  /** Words are independent: the best sums of one log-probability a word. */
  private float[][] best() {
    float[][][] logs = logs(1);
    float[][] best = new float[block.size()][BEST];
    for (int i = 0; i < best.length; i++) {
      List<Double> sums = List.of(0.0);
      for (int word = 0; word < words(block.get(i)).size(); word++) {
        List<Double> longer = new ArrayList<>();
        for (double sum : sums) {
          for (float log : logs[i][word]) {
            longer.add(sum + log);
          }
        }
        longer.sort(Comparator.reverseOrder());
        sums = longer.subList(0, Math.min(BEST, longer.size()));
      }
      Arrays.fill(best[i], Float.NaN);
      for (int j = 0; j < sums.size(); j++) {
        best[i][j] = sums.get(j).floatValue();
      }
    }
    return best;
  }
}
