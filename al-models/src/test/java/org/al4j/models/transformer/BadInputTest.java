package org.al4j.models.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.models.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs and callers that a transformer must survive: odd texts, broken weights, other threads. */
class BadInputTest {
  private static final LabelSpace LABELS = LabelSpace.of("a", "b");
  private static final Path CHECKPOINT = Fixtures.path("models/distilbert/seqcls");
  private static final Recipe RECIPE =
      Recipe.plasm()
          .withMinimumUpdates(6)
          .withBatchSize(4)
          .withEpochs(1)
          .withLearningRate(1e-3)
          .withMaxLength(16);

  private TransformerLearner learner;

  @BeforeEach
  void open() {
    learner = TransformerLearner.create(CHECKPOINT, RECIPE, 2);
  }

  @AfterEach
  void close() {
    learner.close();
  }

  private static List<Labelled<ClassLabel>> labelled() {
    List<Labelled<ClassLabel>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(
          new Labelled<>(
              Instance.ofText("t" + i, "the cat " + "runs ".repeat(i)),
              new ClassLabel(LABELS.name(i % 2))));
    }
    return all;
  }

  private static TransformerClassifier fit(TransformerLearner learner) {
    return learner.fit(labelled(), FitContext.of(LABELS, 3));
  }

  private static float[][] logits(TransformerClassifier model, Instance... texts) {
    List<float[]> rows = new ArrayList<>();
    model.forward(
        List.of(texts),
        Set.of(Output.LOGITS),
        outputs -> rows.addAll(Arrays.asList(outputs.get(Output.LOGITS).toFloatMatrix())));
    return rows.toArray(float[][]::new);
  }

  @Test
  void fit_noInstances_refused() {
    assertEquals(
        "no labelled instance to train on; label at least one",
        assertThrows(
                InvalidInputException.class, () -> learner.fit(List.of(), FitContext.of(LABELS, 1)))
            .getMessage());
  }

  @Test
  void fit_oneClassAlone_refused() {
    List<Labelled<ClassLabel>> one =
        List.of(new Labelled<>(Instance.ofText("i", "text"), new ClassLabel("a")));
    assertEquals(
        "a network that learns one class a text needs two classes or more, found [a]; declare the"
            + " others, too",
        assertThrows(
                InvalidInputException.class,
                () -> learner.fit(one, FitContext.of(LabelSpace.of("a"), 1)))
            .getMessage());
  }

  @Test
  void forward_noTexts_callsNobody() {
    try (TransformerClassifier model = fit(learner)) {
      assertEquals(0, logits(model).length);
      AtomicInteger called = new AtomicInteger();
      model.predict(List.of(), prediction -> called.incrementAndGet());
      assertEquals(0, called.get());
    }
  }

  @Test
  void forward_emptyOrBlankText_isTheTwoSpecialTokens() {
    try (TransformerClassifier model = fit(learner)) {
      float[][] rows =
          logits(
              model, Instance.ofText("1", ""), Instance.ofText("2", " \t "), text("3", "the cat"));
      assertArrayEquals(rows[0], rows[1], 1e-7f);
      assertTrue(rows[0][0] != rows[2][0] && Float.isFinite(rows[0][0]), Arrays.toString(rows[0]));
    }
  }

  @Test
  void forward_millionCharacters_isTheResultOfWhatFits() {
    try (TransformerClassifier model = fit(learner)) {
      long before = model.textsRead().truncated();
      float[][] rows =
          logits(
              model,
              text("1", "the cat runs ".repeat(80_000)),
              text("2", "the cat runs ".repeat(20)),
              text("3", "x".repeat(1_000_000)),
              text("4", "q".repeat(1_000))); // words of more than 100 characters are unknown
      assertArrayEquals(rows[1], rows[0], 1e-7f);
      assertArrayEquals(rows[3], rows[2], 1e-7f);
      assertEquals(before + 2, model.textsRead().truncated());
    }
  }

  private static Instance text(String id, String text) {
    return Instance.ofText(id, text);
  }

  @Test
  void load_weightThatIsNoNumber_refusedByName(@TempDir Path dir) throws IOException {
    Path spoilt = BadCheckpoints.NOT_FINITE.make(dir);
    assertEquals(
        spoilt.resolve("model.safetensors")
            + ": tensor bert.encoder.layer.0.output.dense.bias has the value NaN at 0;"
            + " a model's weights must be finite",
        assertThrows(InvalidInputException.class, () -> TransformerClassifier.load(spoilt).close())
            .getMessage());
  }

  @Test
  void fit_failedBefore_nextFitIsAsIfAlone() {
    AtomicInteger asked = new AtomicInteger();
    try (TransformerClassifier first = fit(learner)) {
      FitContext<ClassLabel, TransformerClassifier> failing =
          new FitContext<>(
              LABELS,
              3,
              Optional.empty(),
              List.of(),
              progress -> {
                asked.incrementAndGet();
                throw new IllegalStateException("the listener fails");
              },
              () -> false);
      assertThrows(IllegalStateException.class, () -> learner.fit(labelled(), failing));
      assertEquals(1, asked.get());
      try (TransformerClassifier second = fit(learner)) {
        assertArrayEquals(logits(first, text("1", "a cat")), logits(second, text("1", "a cat")));
      }
    }
  }

  @Test
  void fit_interruptedCaller_learnerStaysUsable() {
    Thread.currentThread().interrupt(); // reading a channel on this thread would close it for good
    try (TransformerClassifier model = fit(learner)) {
      assertTrue(Thread.interrupted(), "the caller is told");
      try (TransformerClassifier next = fit(learner)) {
        assertArrayEquals(logits(model, text("1", "a cat")), logits(next, text("1", "a cat")));
      }
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void fit_twoLearnersAtOnce_sameBitsAsAlone() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (TransformerLearner other = TransformerLearner.create(CHECKPOINT, RECIPE, 2);
        TransformerClassifier alone = fit(learner)) {
      Future<TransformerClassifier> one = threads.submit(() -> fit(learner));
      Future<TransformerClassifier> two = threads.submit(() -> fit(other));
      try (TransformerClassifier a = one.get();
          TransformerClassifier b = two.get()) {
        float[][] want = logits(alone, text("1", "a cat runs"));
        assertArrayEquals(want, logits(a, text("1", "a cat runs")));
        assertArrayEquals(want, logits(b, text("1", "a cat runs")));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anyEntry_noBackend_saysWhatToAddWhereItIsNeeded(@TempDir Path dir) throws Exception {
    String without =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("nd4j-native") && !entry.contains("al-native-cpu"))
            .collect(Collectors.joining(File.pathSeparator));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path output = dir.resolve("output");
    Process process =
        new ProcessBuilder(
                java.toString(), "-cp", without, NoBackend.class.getName(), CHECKPOINT.toString())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertTrue(ended, "still waiting");
    assertEquals(0, process.exitValue());
    String hint =
        ": no ND4J backend on the class path; add the dependency org.al4j:al-native-cpu (or, for a"
            + " GPU, org.nd4j:nd4j-cuda-11.6)";
    assertEquals(
        Stream.concat(
                Stream.of("learner", "classifier", "encoder").map(entry -> entry + hint),
                Stream.of("tfidf", "committee", "ridge") // which compute in Java
                    .map(entry -> entry + ": nothing"))
            .toList(),
        Files.readAllLines(output));
  }

  @Test
  void close_whileAnotherThreadScores_endsThatWithOneError() throws Exception {
    TransformerClassifier model = fit(learner);
    List<Instance> many = new ArrayList<>();
    for (int i = 0; i < 20 * 1024; i++) {
      many.add(text("t" + i, "the cat runs"));
    }
    ExecutorService threads = Executors.newFixedThreadPool(1);
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger predicted = new AtomicInteger();
    try {
      Future<?> scoring =
          threads.submit(
              () ->
                  model.predict(
                      many,
                      prediction -> {
                        if (predicted.getAndIncrement() % 1024 == 0) {
                          begun.countDown();
                          LockSupport.parkNanos(5_000_000); // the model's lock is not fair
                        }
                      }));
      begun.await();
      model.close();
      Exception thrown = assertThrows(Exception.class, scoring::get);
      assertEquals("the model is closed", thrown.getCause().getMessage());
      assertEquals(0, predicted.get() % 1024, "whole predicted only");
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void close_byTheCallback_endsWithOneError() {
    TransformerClassifier model = fit(learner);
    List<Instance> two = new ArrayList<>();
    for (int i = 0; i < 1025; i++) {
      two.add(text("t" + i, "the cat runs"));
    }
    AtomicInteger windows = new AtomicInteger();
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                model.forward(
                    two,
                    Set.of(Output.LOGITS),
                    outputs -> {
                      windows.incrementAndGet();
                      model.close();
                    }));
    assertEquals("the model is closed", thrown.getMessage());
    assertEquals(1, windows.get());
  }
}
