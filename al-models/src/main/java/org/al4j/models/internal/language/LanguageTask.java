package org.al4j.models.internal.language;

import java.util.random.RandomGenerator;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.internal.engine.train.Example;

/** What a language model is asked about a text. */
public sealed interface LanguageTask permits Masking, NextWords {
  /** What stands on the model's body. */
  Head head();

  /** How many tokens of a text can be asked for; a text without any teaches nothing. */
  int candidates(int[] ids);

  /** The share of a text's tokens that is asked for. */
  double share();

  /** A question and its answer. */
  Example example(int[] ids, RandomGenerator random);
}
