package org.al4j.models.internal.engine.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Graphs;
import org.al4j.models.internal.engine.run.Sequence;
import org.bytedeco.javacpp.Pointer;

/**
 * Whether the engine gives back what it takes: training steps of mixed shapes on one model, then
 * models created, trained a step and closed. Prints resident memory; a test runs it short, {@code
 * main} at full length.
 */
final class EngineMemory {
  /** From which step on a fit is to be flat. */
  private static final int EARLY_STEP = 100;

  private final Golden golden;
  private final SplittableRandom random = new SplittableRandom(1);

  /** Resident megabytes early and at the end of a phase. */
  record Growth(double early, double late) {
    double megabytes() {
      return late - early;
    }
  }

  EngineMemory(Golden golden) {
    this.golden = golden;
  }

  /** 1,000 steps, then 200 models, unless told otherwise. */
  public static void main(String[] arguments) throws IOException {
    int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    int models = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
    EngineMemory memory = new EngineMemory(Golden.of("bert/seqcls"));
    print("steps", memory.steps(steps));
    print("models", memory.models(models));
  }

  /** Resident memory after step 100 and after all. */
  Growth steps(int steps) {
    double early = 0;
    try (Engine engine = golden.engine(2, true)) {
      Trainer trainer = new Trainer(engine, new Trainer.Options(0.01, false, 1, true));
      for (int step = 0; step < steps; step++) {
        trainer.update(examples(), 1e-4, step);
        if (step == EARLY_STEP) {
          early = resident();
        }
      }
      return new Growth(early, resident());
    }
  }

  /** Resident memory after a quarter of the models and after all. */
  Growth models(int models) {
    double early = 0;
    Graphs graphs = golden.graphs(); // shared, as a learner's models share them
    for (int model = 0; model < models; model++) {
      try (Engine engine = golden.engine(graphs, 2, true)) {
        new Trainer(engine, new Trainer.Options(0.01, false, 1, true))
            .update(examples(), 1e-4, model);
      }
      if (model == models / 4) {
        early = resident();
      }
    }
    return new Growth(early, resident());
  }

  private List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    int size = 1 + random.nextInt(16);
    int limit = 2 + random.nextInt(golden.config().positions() - 1);
    for (int i = 0; i < size; i++) {
      int[] ids = random.ints(1 + random.nextInt(limit), 1, golden.config().vocabulary()).toArray();
      examples.add(
          Example.of(new Sequence(ids, null), random.nextInt(Golden.CLASSES), Golden.CLASSES));
    }
    return examples;
  }

  private static double resident() {
    System.gc(); // so that what is left is held, not merely not yet collected
    System.gc();
    return Pointer.physicalBytes() / 1e6;
  }

  private static void print(String phase, Growth growth) {
    System.out.printf(
        Locale.ROOT,
        "%s: resident %.1f MB early, %.1f MB at the end (%+.1f MB, ratio %.3f)%n",
        phase,
        growth.early,
        growth.late,
        growth.megabytes(),
        growth.late / growth.early);
  }
}
