package org.al4j.models.internal.engine.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.training.Layers;
import org.al4j.models.training.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingStateTest {
  private static final int UPDATES = 6;

  @TempDir private Path dir;

  private static Trainer trainer(Engine engine, Optimizer optimizer) {
    return new Trainer(engine, new Trainer.Options(optimizer, Layers.all(), false, 1, true, 2));
  }

  /** Other words in each batch, so that rows are first looked up before and after the break. */
  private static List<Example> batch(Golden golden, int update) {
    SplittableRandom random = new SplittableRandom(update);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int[] ids = random.ints(5, 1, golden.config().vocabulary()).toArray();
      Sequence sequence = new Sequence(ids, null);
      examples.add(
          golden.network().objective().perToken()
              ? Example.ofTokens(sequence, ids)
              : Example.of(sequence, i, Golden.CLASSES));
    }
    return examples;
  }

  private static void run(Trainer trainer, Golden golden, int from, int to) {
    for (int i = from; i < to; i++) {
      trainer.update(batch(golden, i), 1e-3, i);
    }
  }

  private static void assertBits(Map<String, Tensor> want, Map<String, Tensor> got) {
    assertEquals(want.keySet(), got.keySet());
    want.forEach(
        (name, tensor) -> assertArrayEquals(tensor.values(), got.get(name).values(), name));
  }

  @ParameterizedTest
  @CsvSource({
    "bert/seqcls, false",
    "bert/seqcls, true",
    "bert/mlm, false",
    "gpt2/lm, false",
  })
  void read_atEveryUpdate_goesOnToTheSameBits(String path, boolean adafactor) throws IOException {
    Golden golden = Golden.of(path);
    Optimizer optimizer = adafactor ? Optimizer.adafactor() : new Optimizer.AdamW(.1);
    Map<String, Tensor> undisturbed;
    try (Engine engine = golden.engine(2, true)) {
      Trainer trainer = trainer(engine, optimizer);
      run(trainer, golden, 0, UPDATES);
      trainer.finish();
      undisturbed = engine.tensors();
    }
    Path file = dir.resolve("state");
    for (int update = 0; update < UPDATES; update++) { // each in a model of its own
      try (Engine engine = golden.engine(2, true)) {
        Trainer trainer = trainer(engine, optimizer);
        if (update > 0) {
          assertEquals(
              Map.of("updates", Integer.toString(update)),
              TrainingState.read(file, List.of(trainer)));
        }
        run(trainer, golden, update, update + 1);
        TrainingState.write(
            file, new TreeMap<>(Map.of("updates", Integer.toString(update + 1))), List.of(trainer));
        if (update == UPDATES - 1) {
          trainer.finish();
          assertBits(undisturbed, engine.tensors());
        }
      }
    }
    assertEquals(Map.of("updates", "6"), TrainingState.position(file));
  }

  @Test
  void read_weightsOfTheBest_areThoseThatWereWritten() throws IOException {
    Golden golden = Golden.of("bert/seqcls");
    Path file = dir.resolve("best");
    try (Engine engine = golden.engine(1, true);
        Engine other = golden.engine(1, true)) {
      run(trainer(engine, Optimizer.adamW()), golden, 0, 2);
      TrainingState.write(file, new TreeMap<>(), List.of(TrainingState.of(engine.weights())));
      TrainingState.read(file, List.of(TrainingState.of(other.weights())));
      assertBits(engine.tensors(), other.tensors());
    }
  }

  @Test
  void read_damagedForeignOrCutFile_refusedByName() throws IOException {
    Golden golden = Golden.of("bert/seqcls");
    Path file = dir.resolve("state");
    try (Engine engine = golden.engine(1, true);
        Engine other = Golden.of("bert/mlm").engine(1, true)) {
      Trainer trainer = trainer(engine, Optimizer.adamW());
      TrainingState.write(file, new TreeMap<>(), List.of(trainer));
      Trainer foreign = trainer(other, Optimizer.adamW());
      assertRefused(file, foreign, "numbers where the model has");
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, whole.length - 9));
      assertRefused(file, trainer, "it ends too early");
      byte[] damaged = whole.clone();
      damaged[whole.length / 2] ^= 1;
      Files.write(file, damaged);
      assertRefused(file, trainer, "its checksum is wrong");
      Files.writeString(file, "no state at all");
      assertRefused(file, trainer, "it does not begin as one");
    }
  }

  private static void assertRefused(Path file, Trainer trainer, String cause) {
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> TrainingState.read(file, List.of(trainer)));
    assertTrue(error.getMessage().startsWith(file + ": not the state"), error.getMessage());
    assertTrue(error.getMessage().contains(cause), error.getMessage());
  }
}
