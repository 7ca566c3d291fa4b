package org.al4j.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.models.calibration.TemperatureScaled;
import org.al4j.models.committee.CommitteeLearner;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.models.tokenize.TextTokenizer;
import org.al4j.models.transformer.Recipe;
import org.al4j.models.transformer.TransformerClassifier;
import org.al4j.models.transformer.TransformerEncoder;
import org.al4j.models.transformer.TransformerEncoder.Pooling;
import org.al4j.models.transformer.TransformerLearner;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Models that are closed under another thread's hands, or used after. */
@Timeout(60)
class ClosingTest {
  private static final Dataset<ClassLabel> DATA = FakeTexts.dataset(12, 3, 5);
  private static final Path FOLDER = Fixtures.path("models/distilbert/seqcls");

  /** Three windows of texts. */
  private static final List<Instance> TEXTS =
      IntStream.range(0, 2500).mapToObj(i -> Instance.ofText("t" + i, "text " + i)).toList();

  private static <M> FitContext<ClassLabel, M> context() {
    return FitContext.of(DATA.labels(), 1);
  }

  private static ActiveModel<ClassLabel> transformer() {
    return TransformerClassifier.load(FOLDER);
  }

  private static List<ActiveModel<ClassLabel>> models() {
    TfidfLearner tfidf = TfidfLearner.create();
    return List.of(
        transformer(),
        tfidf.fit(DATA.items(), context()),
        TemperatureScaled.of(TransformerClassifier.load(FOLDER), 2),
        CommitteeLearner.bagging(tfidf, 2).fit(DATA.items(), context()));
  }

  @Test
  void forward_closedByAnotherThread_endsOrFailsInWords() throws InterruptedException {
    for (ActiveModel<ClassLabel> model : models()) {
      CountDownLatch begun = new CountDownLatch(1);
      CompletableFuture<Void> scoring =
          CompletableFuture.runAsync(
              () -> model.forward(TEXTS, Set.of(Output.PROBABILITIES), block -> begun.countDown()));
      assertTrue(begun.await(30, TimeUnit.SECONDS));
      model.close();
      model.close();
      try {
        scoring.join();
      } catch (CompletionException e) {
        assertInstanceOf(IllegalStateException.class, e.getCause());
        assertTrue(e.getCause().getMessage().endsWith(" is closed"), e.getCause().getMessage());
      }
    }
  }

  @Test
  void use_afterClose_isRefusedAlsoForNoTexts(@TempDir Path dir) {
    for (ActiveModel<ClassLabel> model : models()) {
      model.close();
      Set<Output> some = Set.of(Output.PROBABILITIES);
      refused(() -> model.forward(TEXTS.subList(0, 1), some, block -> {}));
      refused(() -> model.forward(List.of(), some, block -> {}));
      refused(() -> model.predict(List.of(), said -> {}));
      refused(() -> model.save(dir.resolve("m")));
    }
  }

  private static void refused(Executable use) {
    String message = assertThrows(IllegalStateException.class, use).getMessage();
    assertTrue(message.endsWith(" is closed"), message);
  }

  @Test
  void use_ofClosedEncoderAndTokenizer_isRefused() {
    TransformerEncoder encoder = TransformerEncoder.load(FOLDER, Pooling.MEAN);
    encoder.close();
    encoder.close();
    refused(() -> encoder.encode(List.of("text"), row -> {}));
    refused(() -> encoder.encode(List.of(), row -> {}));
    TextTokenizer tokenizer = TextTokenizer.open(FOLDER);
    tokenizer.close();
    tokenizer.close();
    refused(() -> tokenizer.encode("text", 8));
  }

  @Test
  void encode_closedByAnotherThread_endsOrFailsInWords() throws InterruptedException {
    TransformerEncoder encoder = TransformerEncoder.load(FOLDER, Pooling.MEAN);
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Void> encoding =
        CompletableFuture.runAsync(
            () ->
                encoder.encode(
                    TEXTS.stream().map(Instance::text).toList(), row -> begun.countDown()));
    assertTrue(begun.await(30, TimeUnit.SECONDS));
    encoder.close();
    try {
      encoding.join();
    } catch (CompletionException e) {
      assertEquals("the encoder is closed", e.getCause().getMessage());
    }
  }

  @Test
  void fit_learnerClosedMeanwhile_endsOrFailsInWords() {
    Recipe recipe = Recipe.plasm().withMinimumUpdates(4).withEpochs(1);
    for (int i = 0; i < 4; i++) {
      TransformerLearner learner = TransformerLearner.create(FOLDER, recipe);
      CompletableFuture<Void> fitting =
          CompletableFuture.runAsync(() -> learner.fit(DATA.items(), context()).close());
      CompletableFuture<Void> closing = CompletableFuture.runAsync(learner::close);
      closing.join();
      try {
        fitting.join();
      } catch (CompletionException e) {
        assertInstanceOf(IllegalStateException.class, e.getCause());
        assertTrue(e.getCause().getMessage().endsWith(" is closed"), e.getCause().getMessage());
      }
      refused(() -> learner.fit(DATA.items(), context()).close());
    }
  }
}
