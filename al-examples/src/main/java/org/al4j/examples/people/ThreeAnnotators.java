package org.al4j.examples.people;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Query;
import org.al4j.core.people.Adjudication;
import org.al4j.core.people.Judgement;
import org.al4j.core.people.Qualification;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.examples.data.SupportDesk;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.stopping.Stopping;
import org.al4j.study.Task;

/**
 * Three annotators of different competence label one pool from three threads, and one of them looks
 * at his labels again. {@code ThreeAnnotators DIR} does it with majority and with weighted
 * adjudication, each in a folder of its own; broken off at any moment and started again it goes on
 * with all that was said.
 */
public final class ThreeAnnotators {
  private static final Task<ClassLabel> TASK = SupportDesk.task();
  private static final Map<String, ClassLabel> GOLD =
      Stream.concat(TASK.train().stream(), TASK.test().stream())
          .collect(Collectors.toMap(item -> item.instance().id(), Labelled::annotation));
  private static final Annotator REVISER = new Annotator("carl", 0.6);
  private static final List<Annotator> ANNOTATORS =
      List.of(new Annotator("anna", 0.05), new Annotator("ben", 0.5), REVISER);

  private ThreeAnnotators() {}

  /** Labels in the folder that {@code args} names, and prints what came of it. */
  public static void main(String[] args) {
    Path dir = Path.of(args[0]);
    System.out.println("majority: " + label(dir.resolve("m"), Adjudication.majority(), a -> {}));
    System.out.println("weighted: " + label(dir.resolve("w"), Adjudication.weighted(), a -> {}));
  }

  /** One run; {@code recorded} is told of each answer when it is on the disk. */
  static WhatCameOut label(
      Path dir, Adjudication<ClassLabel> adjudication, Consumer<Answer<ClassLabel>> recorded) {
    Pool<ClassLabel> pool = Pool.unlabelled(TASK.train().stream().map(Labelled::instance).toList());
    try (ActiveLearning<ClassLabel> loop =
        ActiveLearning.builder(pool, TASK.labels())
            .learner(TfidfLearner.create())
            .initial(Strategies.random(), Budget.items(25))
            .strategy(Strategies.margin())
            .budget(Budget.items(25))
            .judgements(3, adjudication)
            .qualification(new Qualification<>(TASK.test().subList(0, 20), 20, 0, 0))
            .stopping(Stopping.maximumRounds(4))
            .runDirectory(dir)
            .build()) {
      while (loop.nextAsync().join().isPresent()) {
        ANNOTATORS.stream()
            .map(who -> CompletableFuture.runAsync(() -> work(loop, who, recorded)))
            .toList()
            .forEach(CompletableFuture::join);
        loop.closeRound(); // what three people see in three ways stays unlabelled
        revise(loop, recorded);
      }
      return WhatCameOut.of(loop, GOLD);
    }
  }

  private static void work(
      ActiveLearning<ClassLabel> loop, Annotator who, Consumer<Answer<ClassLabel>> recorded) {
    Optional<Query> mine = loop.queryFor(who.name()); // the known items first
    for (; mine.isPresent(); mine = loop.queryFor(who.name())) {
      for (String id : mine.get().ids()) {
        ClassLabel said = who.says(id, gold(id), TASK.labels());
        accept(loop, new Answer.Given<>(id, said, who.name()), recorded);
      }
    }
  }

  private static ClassLabel gold(String id) {
    return Objects.requireNonNull(GOLD.get(id), id);
  }

  /** He sees what he got wrong the second time. */
  private static void revise(
      ActiveLearning<ClassLabel> loop, Consumer<Answer<ClassLabel>> recorded) {
    for (Judgement<ClassLabel> one : loop.judgements().given()) {
      ClassLabel truth = gold(one.id());
      if (one.annotator().equals(REVISER.name()) && !one.annotation().equals(truth)) {
        ClassLabel again = new Annotator("carl again", 0.6).says(one.id(), truth, TASK.labels());
        if (!one.annotation().equals(again)) {
          accept(loop, new Answer.Revised<>(one.id(), again, REVISER.name()), recorded);
        }
      }
    }
  }

  private static void accept(
      ActiveLearning<ClassLabel> loop,
      Answer<ClassLabel> answer,
      Consumer<Answer<ClassLabel>> recorded) {
    loop.accept(List.of(answer));
    recorded.accept(answer);
  }
}
