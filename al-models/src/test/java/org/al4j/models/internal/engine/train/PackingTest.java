package org.al4j.models.internal.engine.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.al4j.models.internal.engine.kernel.Shapes;
import org.al4j.models.internal.engine.plan.DropoutSite;
import org.al4j.models.internal.engine.run.Batch;
import org.al4j.models.internal.engine.run.DropoutMasks;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Layout;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.internal.engine.run.Scorer;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.run.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches without padding: where sequences lie, and that they do not see each other. */
class PackingTest {
  private static Sequence sequence(int length) {
    return new Sequence(IntStream.rangeClosed(1, length).toArray(), null);
  }

  private static List<Sequence> sequences(int... lengths) {
    return Arrays.stream(lengths).mapToObj(PackingTest::sequence).toList();
  }

  @ParameterizedTest
  @CsvSource({"0, 8", "1, 8", "8, 8", "9, 16", "250, 256", "257, 272", "512, 512", "1000, 1024"})
  void roundedRows_anyCount_isAtMostASixteenthOrSevenMore(int tokens, int rows) {
    assertEquals(rows, Layout.roundedRows(tokens));
  }

  @Test
  void of_packed_liesBehindEachOtherWithRoomAtTheEnd() {
    List<Sequence> sequences = sequences(3, 2, 5);
    Batch batch = Batch.of(sequences, Layout.packed(sequences));
    assertEquals(new Layout(true, 4, 16, 64), batch.layout());
    assertArrayEquals(new int[] {0, 3, 5}, batch.starts());
    assertArrayEquals(new int[] {1, 2, 3, 1, 2, 1, 2, 3, 4, 5, 0, 0, 0, 0, 0, 0}, batch.ids());
    assertEquals(10, batch.end(2));
  }

  @Test
  void of_padded_beginsAtMultiplesOfTheLength() {
    List<Sequence> sequences = sequences(3, 2, 5);
    Batch batch = Batch.of(sequences, Layout.padded(sequences, 6));
    assertEquals(new Layout(false, 3, 18, 6), batch.layout());
    assertArrayEquals(new int[] {0, 6, 12}, batch.starts());
    List<Integer> rows = new ArrayList<>();
    batch.forTokens((row, position) -> rows.add(10 * row + position));
    assertEquals(List.of(0, 11, 22, 60, 71, 120, 131, 142, 153, 164), rows);
  }

  @Test
  void fingerprint_otherCompany_isTheSame() {
    List<Sequence> two = sequences(4, 7);
    Batch together = Batch.of(two, Layout.packed(two));
    Batch alone = Batch.of(two.subList(1, 2), Layout.padded(two.subList(1, 2), 40));
    assertEquals(alone.fingerprint(0), together.fingerprint(1));
  }

  @Test
  void of_tokensOfFour_sharesAreBalancedAndKeepTheirSeeds() {
    List<Example> batch = new ArrayList<>();
    for (Sequence sequence : sequences(10, 60, 100, 50)) {
      batch.add(Example.of(sequence, 0, 2));
    }
    List<List<Shard.Seeded>> shares = Shard.share(batch, 40, 2);
    assertEquals(
        List.of(List.of(42L, 40L), List.of(41L, 43L)),
        shares.stream().map(part -> part.stream().map(Shard.Seeded::seed).toList()).toList());
    assertEquals(1, Shard.share(batch, 0, 1).size());
    assertEquals(List.of(1, 1, 1, 1), Shard.share(batch, 0, 9).stream().map(List::size).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dropout.embeddings", "dropout.attention.1", "dropout.output.0"})
  void fill_masksOfStates_eachSequenceHasItsOwnNumbersAndOnesElsewhere(String name)
      throws IOException {
    Golden golden = Golden.of("bert/seqcls");
    DropoutSite site = site(golden, name);
    List<Sequence> sequences = sequences(5, 3);
    Batch packed = Batch.of(sequences, Layout.packed(sequences));
    Batch padded = Batch.of(sequences, Layout.padded(sequences, 40));
    float[] first = filled(site, packed);
    float[] second = filled(site, padded);
    int width = golden.config().hidden();
    boolean perSequence = name.endsWith(".1"); // the last layer's
    for (int i = 0; i < 2; i++) {
      int used = (perSequence ? 1 : packed.counts()[i]) * width;
      int at = (perSequence ? i : packed.starts()[i]) * width;
      int there = (perSequence ? i : padded.starts()[i]) * width;
      assertArrayEquals(
          Arrays.copyOfRange(second, there, there + used),
          Arrays.copyOfRange(first, at, at + used));
    }
    int end = perSequence ? 2 : packed.end(1);
    for (int i = end * width; i < first.length; i++) {
      assertEquals(1, first[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void fill_masksOfWeights_areThoseOfTheSquares(int layer) throws IOException {
    Golden golden = Golden.of("bert/seqcls");
    DropoutSite site = site(golden, "dropout.weights." + layer);
    List<Sequence> sequences = sequences(5, 3);
    Batch packed = Batch.of(sequences, Layout.packed(sequences));
    Batch padded = Batch.of(sequences, Layout.padded(sequences, 40));
    float[] got = filled(site, packed);
    float[] squares = filled(site, padded);
    int heads = site.width();
    int length = padded.layout().longest();
    for (int i = 0; i < 2; i++) {
      int count = packed.counts()[i];
      int queries = layer == 1 ? 1 : count;
      int at = (layer == 1 ? i : packed.starts()[i]) * heads * packed.layout().longest();
      for (int k = 0; k < heads * queries * count; k++) {
        int row = i * heads * length + k / count / queries * length + k / count % queries;
        assertEquals(squares[row * length + k % count], got[at + k]);
      }
    }
  }

  private static DropoutSite site(Golden golden, String mask) {
    return golden.network().graph(40, true).sites().stream()
        .filter(site -> site.mask().equals(mask))
        .findFirst()
        .orElseThrow();
  }

  private static float[] filled(DropoutSite site, Batch batch) {
    FloatBuffer mask =
        FloatBuffer.allocate((int) Shapes.length(DropoutMasks.shape(site, batch.layout())));
    SplittableRandom[] random = {new SplittableRandom(1), new SplittableRandom(2)};
    DropoutMasks.fill(site, batch, random, mask);
    return mask.array();
  }

  /** What one sequence gives does not depend on which others are in its batch. */
  @ParameterizedTest
  @CsvSource({"bert/seqcls, true", "bert/seqcls, false", "gpt2/seqcls, true", "gpt2/seqcls, false"})
  void score_otherCompany_sameLogits(String path, boolean kernels) throws IOException {
    Golden golden = Golden.of(path);
    try (Engine engine = golden.engine(2, kernels)) {
      Scorer scorer = new Scorer(engine, Golden.CLASSES);
      List<Sequence> sequences = sequences(1, 33, 2, 17, 40, 8, 9);
      Scorer.Request request = new Scorer.Request(true, 2, 3);
      Scorer.Scores together = scorer.score(sequences, request);
      for (int i = 0; i < sequences.size(); i++) {
        Scorer.Scores alone = scorer.score(sequences.subList(i, i + 1), request);
        int at = i * Golden.CLASSES;
        assertArrayEquals(
            alone.logits(), Arrays.copyOfRange(together.logits(), at, at + Golden.CLASSES), 1e-5f);
        assertArrayEquals(
            Arrays.copyOf(alone.members(), Golden.CLASSES),
            Arrays.copyOfRange(together.members(), at, at + Golden.CLASSES),
            1e-5f);
      }
    }
  }

  /** Rows beyond the last token are read by nobody, whatever an earlier batch left there. */
  @ParameterizedTest
  @ValueSource(strings = {"bert/seqcls", "gpt2/seqcls", "gpt2/lm"})
  void gradients_memoryFullOfNans_areNotTouchedByThem(String path) throws IOException {
    Golden golden = Golden.of(path);
    List<Example> few = golden.examples().subList(0, 1);
    try (Engine engine = golden.engine(1, true);
        Engine fresh = golden.engine(1, true)) {
      Trainer trainer = new Trainer(engine, new Trainer.Options(0, true, 1, true));
      Parameter norm = engine.weights().parameters().get(0);
      float before = engine.weights().buffer(norm).get(0);
      engine.weights().buffer(norm).put(0, Float.NaN);
      List<Example> many = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        many.addAll(golden.examples());
      }
      assertTrue(Double.isNaN(trainer.gradients(many, 0)));
      engine.weights().buffer(norm).put(0, before);
      Trainer other = new Trainer(fresh, new Trainer.Options(0, true, 1, true));
      assertEquals(other.gradients(few, 5), trainer.gradients(few, 5));
      Map<String, float[]> want = other.gradientTensors();
      trainer
          .gradientTensors()
          .forEach((name, got) -> assertArrayEquals(want.get(name), got, name));
    }
  }

  /** Below what trains nothing is computed backwards. */
  @ParameterizedTest
  @ValueSource(strings = {"bert/seqcls", "gpt2/seqcls"})
  void prepareTraining_frozenLayers_takesFewerSteps(String path) throws IOException {
    Golden golden = Golden.of(path);
    try (Engine engine = golden.engine(1, true)) {
      Session session = engine.lanes().get(0);
      Batch batch = engine.batch(golden.sequences());
      int all = session.prepareTraining(batch, 0, 0).size();
      int upper = session.prepareTraining(batch, 2, 0).size();
      int head = session.prepareTraining(batch, golden.config().layers() + 1, 0).size();
      int forward = session.prepare(Session.Kind.SAMPLING, batch).size();
      assertTrue(all > upper + 5 && upper > head + 5, all + " " + upper + " " + head);
      assertTrue(head < forward + 15, head + " " + forward);
    }
  }
}
