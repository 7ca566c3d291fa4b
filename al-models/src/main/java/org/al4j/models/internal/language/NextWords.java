package org.al4j.models.internal.language;

import java.util.random.RandomGenerator;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.train.Example;

/** Each token but the first from those before it. */
record NextWords() implements LanguageTask {
  @Override
  public Head head() {
    return Head.CAUSAL_LM;
  }

  @Override
  public int candidates(int[] ids) {
    return ids.length - 1;
  }

  @Override
  public double share() {
    return 1;
  }

  @Override
  public Example example(int[] ids, RandomGenerator random) {
    return Example.ofNextTokens(new Sequence(ids, null), ids);
  }
}
