package org.al4j.study;

import org.al4j.core.loop.LoopListener;
import org.al4j.core.text.TextsPrepared;

/** Is told how far a study is. */
public interface StudyProgress extends LoopListener {
  /** Tells nobody. */
  StudyProgress NONE =
      new StudyProgress() {
        @Override
        public void start(int rounds) {}

        @Override
        public void startRun(String strategy, int seed) {}

        @Override
        public void skip(int rounds) {}

        @Override
        public void stop() {}
      };

  /**
   * Before it starts, the learner computes what it keeps of texts that were not seen yet, such as
   * vectors; see {@link org.al4j.core.text.TextPreparer}. Told of each text; by default unheard.
   */
  default void preparing(TextsPrepared texts) {}

  /**
   * What the rounds' numbers of labels count: {@code labels}, or {@code tokens} where the budget is
   * of tokens; a round's number is then that of tokens that were to be labelled by its end, as in
   * the report. Told before the start; by default unheard.
   */
  default void counting(String what) {}

  /** The study starts; it has so many rounds in all. */
  void start(int rounds);

  /** A run starts or is taken up again. */
  void startRun(String strategy, int seed);

  /** So many rounds of the run were done already. */
  void skip(int rounds);

  /** The study ended, or failed, perhaps before it started. */
  void stop();
}
