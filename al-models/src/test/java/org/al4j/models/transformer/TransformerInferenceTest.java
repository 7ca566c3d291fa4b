package org.al4j.models.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.al4j.core.data.Instance;
import org.al4j.core.model.Output;
import org.al4j.models.Fixtures;
import org.junit.jupiter.api.Test;

/** How a loaded classifier is asked. */
class TransformerInferenceTest {
  private static final int MANY = 3000;
  private static final int WINDOW = 1024;

  @Test
  void forward_fourThreadsOneModel_givesWhatOneThreadGets() throws Exception {
    try (TransformerClassifier model = model()) {
      List<float[]> alone = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        alone.add(logits(model, texts(10 * i, 50)));
      }
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        for (int repetition = 0; repetition < 5; repetition++) {
          List<Callable<float[]>> calls = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            int from = 10 * i;
            calls.add(() -> logits(model, texts(from, 50)));
          }
          List<Future<float[]>> together = threads.invokeAll(calls);
          for (int i = 0; i < 4; i++) {
            assertArrayEquals(alone.get(i), together.get(i).get());
          }
        }
      } finally {
        threads.shutdown();
      }
    }
  }

  @Test
  void forward_longStream_keepsOneWindowAndTheOrder() {
    AtomicInteger drawn = new AtomicInteger();
    Iterable<Instance> stream =
        () ->
            new Iterator<>() {
              @Override
              public boolean hasNext() {
                return drawn.get() < MANY;
              }

              @Override
              public Instance next() {
                return text(drawn.getAndIncrement());
              }
            };
    try (TransformerClassifier model = model()) {
      List<String> order = new ArrayList<>();
      model.forward(
          stream,
          Set.of(Output.LOGITS),
          outputs -> {
            assertTrue(drawn.get() - order.size() <= WINDOW, "instances are held back");
            outputs.instances().forEach(instance -> order.add(instance.id()));
          });
      assertEquals(IntStream.range(0, MANY).mapToObj(i -> text(i).id()).toList(), order);
    }
  }

  private static TransformerClassifier model() {
    return TransformerClassifier.load(Fixtures.path("models/distilbert/seqcls"));
  }

  private static float[] logits(TransformerClassifier model, List<Instance> texts) {
    List<float[]> all = new ArrayList<>();
    model.forward(
        texts,
        Set.of(Output.LOGITS),
        outputs -> all.add(outputs.get(Output.LOGITS).reshape(-1).toFloatVector()));
    return all.get(0);
  }

  private static List<Instance> texts(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(TransformerInferenceTest::text).toList();
  }

  private static Instance text(int number) {
    return Instance.ofText(
        String.format(Locale.ROOT, "%05d", number),
        "the film was good ".repeat(1 + number % 4) + number);
  }
}
