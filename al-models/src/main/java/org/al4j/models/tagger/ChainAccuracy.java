package org.al4j.models.tagger;

import java.util.List;
import java.util.stream.IntStream;
import org.al4j.models.internal.crf.CrfWeights;
import org.al4j.models.internal.crf.TagConstraints;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.TokenScorer;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.internal.tags.TagDecoder;

/** The share of words whose tag is that of the chain's most probable sequence. */
record ChainAccuracy(Engine engine, CrfWeights weights) {
  /** Of examples, in [0, 1]; 0 without a word. */
  double of(List<Example> examples) {
    List<int[]> words = examples.stream().map(ChainAccuracy::labelled).toList();
    float[] scores =
        new TokenScorer(engine)
            .score(
                examples.stream().map(Example::sequence).toList(),
                words,
                new TokenScorer.Request(true, false, 0, 0))
            .logits();
    int[] lengths = words.stream().mapToInt(tokens -> tokens.length).toArray();
    int tags = weights.tags();
    int[] path = new TagDecoder(tags, TagConstraints.none(tags), weights).tags(scores, lengths);
    int right = 0;
    int word = 0;
    for (int i = 0; i < examples.size(); i++) {
      for (int token : words.get(i)) {
        right += examples.get(i).labels()[token] == path[word++] ? 1 : 0;
      }
    }
    return path.length == 0 ? 0 : (double) right / path.length;
  }

  private static int[] labelled(Example example) {
    return IntStream.range(0, example.labels().length)
        .filter(token -> example.labels()[token] != Example.IGNORED)
        .toArray();
  }
}
