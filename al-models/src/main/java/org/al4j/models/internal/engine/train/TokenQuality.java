package org.al4j.models.internal.engine.train;

import java.util.List;
import java.util.stream.IntStream;
import org.al4j.models.internal.Rows;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.TokenScorer;
import org.al4j.models.training.EarlyStopping.Metric;

/** How good a model with a token head is on labelled tokens of examples that teach nothing. */
record TokenQuality(Engine engine, Metric metric) {
  /** The share of right tokens, or minus their mean loss; larger is better. */
  double of(List<Example> examples) {
    int classes = engine.network().objective().outputs();
    List<int[]> picked = examples.stream().map(TokenQuality::labelled).toList();
    float[] logits =
        new TokenScorer(engine)
            .score(
                examples.stream().map(Example::sequence).toList(),
                picked,
                new TokenScorer.Request(true, false, 0, 0))
            .logits();
    float[] said = Rows.softmax(logits, classes, 1);
    double sum = 0;
    double mass = 0;
    int row = 0;
    for (int i = 0; i < picked.size(); i++) {
      Example example = examples.get(i);
      boolean accuracy = metric == Metric.ACCURACY;
      for (int token : picked.get(i)) {
        int at = row++ * classes;
        int label = example.labels()[token];
        double right = Rows.argmax(logits, at, classes) == label ? 1 : 0;
        sum += accuracy ? right : -example.weight() * loss(example, token, said, at, classes);
        mass += accuracy ? 1 : example.weight();
      }
    }
    return mass == 0 ? 0 : sum / mass;
  }

  private static int[] labelled(Example example) {
    return IntStream.range(0, example.labels().length)
        .filter(token -> example.labels()[token] != Example.IGNORED)
        .toArray();
  }

  private static double loss(Example example, int token, float[] said, int at, int classes) {
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      double target =
          example.target().length > 0
              ? example.target()[token * classes + k]
              : example.labels()[token] == k ? 1 : 0;
      sum -= target > 0 ? target * Math.log(Math.max(said[at + k], Float.MIN_NORMAL)) : 0;
    }
    return sum;
  }
}
