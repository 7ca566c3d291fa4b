package org.al4j.bench.engine;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.internal.architecture.Architectures;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.internal.engine.plan.Plan;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.plan.Profile;
import org.al4j.models.internal.engine.run.Batch;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Graphs;
import org.al4j.models.internal.engine.run.Scorer;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.run.Session;
import org.al4j.models.internal.engine.run.Weights;
import org.al4j.models.internal.engine.run.Workers;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.internal.engine.train.Trainer;

/** A made-up BERT and a batch of random tokens, to measure the engine with. */
final class SpeedModel implements AutoCloseable {
  private static final int VOCABULARY = 30522;
  private static final int POSITIONS = 512;
  private static final int CLASSES = 4;
  private static final double RATE = 2e-5;
  private static final int PROFILED = 5;

  private final Engine engine;
  private final Scorer scorer;
  private final Trainer trainer;
  private final List<Sequence> sequences = new ArrayList<>();
  private final List<Example> examples = new ArrayList<>();
  private int steps;

  /**
   * Sizes of a model and a batch: layers, hidden size, heads, intermediate size, sequence length,
   * batch.
   */
  record Sizes(int layers, int hidden, int heads, int intermediate, int length, int batch) {}

  /** A model with a lane per processor; {@code kernels} says whether plain Java is used. */
  SpeedModel(Sizes sizes, boolean kernels) {
    Graphs graphs = Architectures.of(config(sizes)).graphs(Head.SEQUENCE_CLASSIFICATION);
    Weights weights = MadeUp.weights(graphs.network(CLASSES), 1);
    engine = new Engine(weights, graphs, Workers.count(), kernels);
    scorer = new Scorer(engine, CLASSES);
    trainer = new Trainer(engine, new Trainer.Options(0.01, false, 1, true));
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < sizes.batch; i++) {
      Sequence sequence = new Sequence(random.ints(sizes.length, 5, VOCABULARY).toArray(), null);
      sequences.add(sequence);
      examples.add(Example.of(sequence, random.nextInt(CLASSES), CLASSES));
    }
  }

  private static ModelConfig config(Sizes sizes) {
    int positions = Math.max(POSITIONS, sizes.length);
    String json =
        String.format(
            Locale.ROOT,
            """
            {"model_type": "bert", "vocab_size": %d, "max_position_embeddings": %d,
            "num_hidden_layers": %d, "hidden_size": %d, "num_attention_heads": %d,
            "intermediate_size": %d}\
            """,
            VOCABULARY,
            positions,
            sizes.layers,
            sizes.hidden,
            sizes.heads,
            sizes.intermediate);
    return new ModelConfig(
        "bert", VOCABULARY, positions, sizes.layers, sizes.hidden, 0, List.of(), json);
  }

  /** How many threads compute. */
  static int threads() {
    return Workers.count();
  }

  /** Logits of the batch. */
  void forward() {
    scorer.score(sequences, new Scorer.Request(true, 0, 0));
  }

  /** Forward, backward, clipping, AdamW. */
  void train() {
    trainer.update(examples, RATE, steps++);
  }

  /** The steps of a few passes, summed over the lanes. */
  Profile profile(boolean training) {
    Profile sum = new Profile();
    int lanes = Math.min(engine.lanes().size(), sequences.size());
    List<Runnable> tasks = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      List<Sequence> part =
          sequences.subList(sequences.size() * lane / lanes, sequences.size() * (lane + 1) / lanes);
      Session session = engine.lanes().get(lane);
      tasks.add(() -> profile(session, part, training, sum));
    }
    Workers.all(tasks);
    return sum;
  }

  private void profile(Session session, List<Sequence> part, boolean training, Profile into) {
    Batch batch = engine.batch(part);
    Profile own = new Profile();
    for (int pass = 0; pass <= PROFILED; pass++) {
      Profile seen = pass == 0 ? new Profile() : own; // the first is not counted
      profile(session, batch, training, seen);
    }
    synchronized (into) {
      into.add(own);
    }
  }

  private static void profile(Session session, Batch batch, boolean training, Profile into) {
    Plan plan = session.prepare(training ? Session.Kind.TRAINING : Session.Kind.INFERENCE, batch);
    if (training) {
      session.drop(plan, batch, null);
      fill(plan.buffer(Ports.LABELS), 1f / CLASSES);
      fill(plan.buffer(Ports.LOSS_WEIGHTS), 1f / batch.size());
    }
    plan.run(into);
  }

  /** What is left in the memory may be denormal, which is a hundred times slower. */
  private static void fill(FloatBuffer buffer, float value) {
    for (int i = 0; i < buffer.capacity(); i++) {
      buffer.put(i, value);
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
