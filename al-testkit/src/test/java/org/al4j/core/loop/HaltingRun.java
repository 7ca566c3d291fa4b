package org.al4j.core.loop;

import java.nio.file.Path;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.HaltingLog;
import org.al4j.core.model.FitProgress;
import org.al4j.core.oracle.Oracle;

/**
 * A program that runs or resumes the fixture's loop and halts its JVM on the way: after a number of
 * log bytes, or after a number of training steps. Arguments: run folder, model folder, bytes,
 * steps, and "ahead" for a warm run that trains while people label.
 */
final class HaltingRun {
  private HaltingRun() {}

  static ActiveLearningBuilder<ClassLabel> builder(boolean ahead) {
    ActiveLearningBuilder<ClassLabel> builder =
        LoopFixture.builder().candidates(new LoopFixture.RememberingPolicy());
    return ahead
        ? builder.training(Training.warmOnAll().withRateDecay(0.9)).trainWhileLabelling()
        : builder;
  }

  public static void main(String[] args) throws Exception {
    Path dir = Path.of(args[0]);
    long bytes = Long.parseLong(args[2]);
    long[] steps = {Long.parseLong(args[3])};
    LoopListener listener =
        new LoopListener() {
          @Override
          public void onFitProgress(int round, FitProgress progress) {
            if (--steps[0] == 0) {
              Runtime.getRuntime().halt(HaltingLog.HALTED);
            }
          }
        };
    try (ActiveLearning<ClassLabel> loop =
        builder(args[4].equals("ahead"))
            .listener(listener)
            .log(provenance -> HaltingLog.open(dir, provenance, bytes))
            .build()) {
      loop.run(Oracle.gold(LoopFixture.DATA.items()));
      loop.successor().save(Path.of(args[1]));
    }
  }
}
