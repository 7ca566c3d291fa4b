package org.al4j.core.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.log.Picked;
import org.al4j.core.log.RunLog;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.fit.ForwardingLearner;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class, utility, confidence and loss of what was selected, in the record of each round. */
class PickedTest {
  private static final Oracle<ClassLabel> GOLD = Oracle.gold(LoopFixture.DATA.items());
  private static final LabelSpace LABELS = LoopFixture.DATA.labels();

  private static ActiveLearningBuilder<ClassLabel> builder(int rounds) {
    return LoopFixture.builder()
        .stopping(
            (history, pool) -> history.size() > rounds ? Optional.of("enough") : Optional.empty());
  }

  /** What the model of now says of a query, by id. */
  private static Map<String, Prediction<ClassLabel>> said(
      ActiveLearning<ClassLabel> loop, Query query) {
    Map<String, Prediction<ClassLabel>> said = new HashMap<>();
    loop.successor()
        .predict(
            query.items().stream().map(item -> item.instance()).toList(),
            one -> said.put(one.instance().id(), one));
    return said;
  }

  @Test
  void picked_eachQueryOfAModel_isWhatThatModelSaidOfIt(@TempDir Path dir) {
    try (ActiveLearning<ClassLabel> loop = builder(3).runDirectory(dir).build()) {
      for (Query query = loop.next().orElseThrow(); query.round() < 3; ) {
        Map<String, Prediction<ClassLabel>> said =
            query.round() == 0 ? Map.of() : said(loop, query);
        loop.accept(GOLD.ask(query));
        Query asked = query;
        query = loop.next().orElseThrow(); // trained: losses are known
        check(asked, said, loop.picked().get(asked.round()));
      }
      assertEquals(loop.picked(), Picked.of(RunLog.read(dir)));
    }
  }

  private static void check(
      Query query, Map<String, Prediction<ClassLabel>> said, List<Picked> picked) {
    assertEquals(query.ids(), picked.stream().map(Picked::id).toList());
    Map<String, ClassLabel> gold = new HashMap<>();
    LoopFixture.DATA.items().forEach(one -> gold.put(one.instance().id(), one.annotation()));
    for (Picked one : picked) {
      if (query.round() == 0) {
        assertEquals(Optional.empty(), one.predicted());
        assertEquals(OptionalDouble.empty(), one.confidence());
        assertEquals(OptionalDouble.empty(), one.loss());
        continue;
      }
      Prediction<ClassLabel> prediction = said.get(one.id());
      assertEquals(Optional.of((Annotation) prediction.annotation()), one.predicted());
      float best = 0;
      for (double p : prediction.probabilities()) {
        best = Math.max(best, (float) p);
      }
      assertEquals(best, one.confidence().getAsDouble());
      assertEquals(1 - best, (float) one.utility());
      float given = (float) prediction.probabilities()[LABELS.index(gold.get(one.id()).name())];
      assertEquals(-Math.log(given), one.loss().getAsDouble());
    }
  }

  @Test
  void picked_whatHasNoLabelWhenTheRoundIsTrained_hasNoLoss() {
    try (ActiveLearning<ClassLabel> loop = builder(3).build()) {
      loop.accept(GOLD.ask(loop.next().orElseThrow()));
      Query query = loop.next().orElseThrow();
      List<Answer<ClassLabel>> answers = new ArrayList<>(GOLD.ask(query));
      Answer<ClassLabel> late = answers.remove(1);
      String skipped = answers.get(3).id();
      answers.set(3, new Answer.Skipped<>(skipped, "unclear"));
      loop.accept(answers);
      loop.closeRound();
      loop.next();
      loop.accept(List.of(late));
      for (Picked one : loop.picked().get(1)) {
        boolean none = one.id().equals(late.id()) || one.id().equals(skipped);
        assertEquals(none, one.loss().isEmpty(), one.id());
        assertTrue(one.confidence().isPresent(), one.id());
      }
      assertEquals(5, loop.history().get(1).losses().size());
      assertEquals(Map.of(), loop.history().get(0).losses());
    }
  }

  @Test
  void picked_trainedWhileLabelling_isOfTheModelThatSelected(@TempDir Path dir) {
    List<List<Picked>> ahead;
    try (ActiveLearning<ClassLabel> loop =
        builder(4).trainWhileLabelling().runDirectory(dir).build()) {
      loop.run(GOLD);
      ahead = loop.picked();
    }
    for (List<Picked> query : ahead.subList(1, ahead.size())) {
      for (Picked one : query) {
        assertEquals((float) one.utility(), 1 - (float) one.confidence().getAsDouble());
      }
    }
    for (List<Picked> query : ahead.subList(1, ahead.size() - 1)) {
      query.forEach(one -> assertTrue(one.loss().isPresent(), one.id()));
    }
  }

  @Test
  void select_strategyThatAsksForThem_costsNoPassMore() {
    List<TinyClassifier> models = new ArrayList<>();
    try (ActiveLearning<ClassLabel> loop =
        builder(3).learner(new LoopFixture.Noted(models)).build()) {
      loop.accept(GOLD.ask(loop.next().orElseThrow()));
      assertEquals(7, loop.next().orElseThrow().items().size());
      int candidates = LoopFixture.DATA.items().size() - 8;
      assertEquals(candidates, models.get(0).forwarded());
      assertTrue(loop.picked().get(1).stream().allMatch(one -> one.predicted().isPresent()));
    }
  }

  @Test
  void select_strategyThatAsksForNothing_costsAPassOverWhatItSelects() {
    List<TinyClassifier> models = new ArrayList<>();
    try (ActiveLearning<ClassLabel> loop =
        builder(3)
            .learner(new LoopFixture.Noted(models))
            .strategy(new LoopFixture.RandomPick())
            .build()) {
      loop.accept(GOLD.ask(loop.next().orElseThrow()));
      loop.next();
      assertEquals(7, models.get(0).forwarded());
      assertTrue(loop.picked().get(1).stream().allMatch(one -> one.predicted().isPresent()));
    }
  }

  @Test
  void picked_modelWithoutProbabilities_hasUtilitiesOnly() {
    try (ActiveLearning<ClassLabel> loop =
        builder(3).learner(new EmbeddingOnly()).strategy(new LoopFixture.RandomPick()).build()) {
      loop.accept(GOLD.ask(loop.next().orElseThrow()));
      loop.accept(GOLD.ask(loop.next().orElseThrow()));
      loop.next();
      assertEquals(7, loop.picked().get(1).size());
      loop.picked().get(1).forEach(one -> assertEquals(Optional.empty(), one.predicted()));
      assertEquals(Map.of(), loop.history().get(1).losses());
    }
  }

  @Test
  void build_lossOfWhatWasNotSelected_isRefusedWithItsLine(@TempDir Path dir) throws Exception {
    try (ActiveLearning<ClassLabel> loop = builder(2).runDirectory(dir).build()) {
      loop.run(GOLD);
    }
    Path journal = dir.resolve("run.jsonl");
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(journal)) { // as before format 1, without checksums
      String body = line.replaceAll(",\"check\":\"[0-9a-f]{16}\"}$", "}");
      lines.add(body.replace("\"format\":1,", ""));
    }
    Files.write(journal, lines);
    builder(2).runDirectory(dir).build().close();
    int trained = -1;
    for (int i = 0; i < lines.size(); i++) {
      trained = lines.get(i).contains("\"losses\"") ? i : trained;
    }
    String other = lines.get(trained).replaceFirst("\"losses\":\\[\\{\"id\":\"t", "$0x");
    lines.set(trained, other);
    Files.write(journal, lines);
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class, () -> builder(2).runDirectory(dir).build().close());
    String where = "run.jsonl:" + (trained + 1) + ": it has losses of what its query";
    assertTrue(error.getMessage().contains(where), error::getMessage);
  }

  /** The strategy asks nothing of the model, so the run goes on without what it would have said. */
  @Test
  void picked_modelFailsToSay_queryStandsWithoutIt() {
    try (ActiveLearning<ClassLabel> loop =
        builder(2).learner(new Silent()).strategy(new LoopFixture.RandomPick()).build()) {
      loop.run(GOLD);
      assertEquals(3, loop.history().size());
      for (List<Picked> query : loop.picked()) {
        assertTrue(query.stream().allMatch(one -> one.predicted().isEmpty()));
        assertTrue(query.stream().allMatch(one -> one.loss().isEmpty()));
      }
    }
  }

  /** Its models say that they offer what they do not give. */
  private static final class Silent extends ForwardingLearner<ClassLabel, TinyClassifier, Quiet> {
    Silent() {
      super(new TinyLearner());
    }

    @Override
    protected Quiet wrap(TinyClassifier model) {
      return new Quiet(model, model.offers());
    }

    @Override
    protected TinyClassifier unwrap(Quiet model) {
      return model.behind();
    }
  }

  /** Its models offer nothing that says how probable a class is. */
  private static final class EmbeddingOnly
      extends ForwardingLearner<ClassLabel, TinyClassifier, Quiet> {
    EmbeddingOnly() {
      super(new TinyLearner());
    }

    @Override
    protected Quiet wrap(TinyClassifier model) {
      return new Quiet(model, Set.of(Output.EMBEDDING));
    }

    @Override
    protected TinyClassifier unwrap(Quiet model) {
      return model.behind();
    }

    @Override
    public Set<Output> offers() {
      return Set.of(Output.EMBEDDING);
    }
  }

  private record Quiet(TinyClassifier behind, Set<Output> offers)
      implements ActiveModel<ClassLabel> {
    @Override
    public Class<ClassLabel> kind() {
      return behind.kind();
    }

    @Override
    public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
      if (offers.size() > 1) {
        throw new IllegalStateException("it has nothing to say of " + wanted);
      }
      behind.forward(xs, wanted, sink);
    }

    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<ClassLabel>> sink) {
      behind.predict(xs, sink);
    }

    @Override
    public void save(Path dir) throws IOException {
      behind.save(dir);
    }

    @Override
    public void close() {
      behind.close();
    }
  }
}
