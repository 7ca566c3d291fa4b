package org.al4j.bench.kills;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.ActiveLearningBuilder;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.loop.LoopListener;
import org.al4j.core.people.Adjudication;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.CandidatePolicy;
import org.al4j.metrics.ClassificationEvaluator;
import org.al4j.metrics.CrossValidation;
import org.al4j.models.committee.CommitteeLearner;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.stopping.StopSet;
import org.al4j.strategies.stopping.Stopping;
import org.al4j.strategies.uncertainty.LeastConfidence;
import org.al4j.strategies.ups.FullRounds;
import org.al4j.strategies.ups.Ups;
import org.al4j.strategies.ups.UpsSettings;

/**
 * A small run and the people who label for it, all of it a function of one number: the texts, the
 * settings, and what becomes of each text in each round. Only the order in which answers come in is
 * left open, on which nothing may depend.
 */
final class LabellingScenario {
  /** How many kinds of settings there are; a scenario's is its number modulo this. */
  static final int KINDS = 9;

  private static final int POOL = 240;
  private static final int HELD_OUT = 60;
  private static final int ROUNDS = 20;
  private static final int LABELLED_BEFORE = 12;
  private static final int STARTS_LABELLED = 6;
  private static final int FIRST_OF_SEVERAL = 7;
  private static final int LATER = 40;
  private static final Budget FIRST = Budget.items(10);
  private static final Budget BATCH = Budget.items(8);

  /** Names and ids that a log has to quote. */
  private static final List<String> LABELS =
      List.of("late \"parcel\"", "gr\u00f6\u00dfe", "\u8fd4\u54c1", "wrong\\item");

  /** What becomes of a text that was asked. */
  enum Fate {
    LABELLED,
    /** Passed over for good. */
    SKIPPED,
    /** No answer this time, which is said. */
    FAILED,
    /** SaidOnce to have failed, and labelled while the next query is open. */
    FAILED_THEN_LATE,
    /** Not answered before the round is closed. */
    LEFT,
    /** Not answered before the round is closed, and labelled while the next query is open. */
    LEFT_THEN_LATE
  }

  /** Is told what is under way. */
  @FunctionalInterface
  interface Stage {
    void at(String what);
  }

  private final long number;
  private final List<Labelled<ClassLabel>> gold;
  private final List<Labelled<ClassLabel>> heldOut;
  private final LabelSpace labels = LabelSpace.of(LABELS);
  private final Corpus corpus;

  LabellingScenario(long number) {
    this.number = number;
    SplittableRandom random = new SplittableRandom(number);
    this.gold = texts(random, POOL, "t");
    this.heldOut = texts(random, HELD_OUT, "held out ");
    this.corpus = Corpus.of(gold.stream().map(Labelled::instance).toList());
  }

  private static List<Labelled<ClassLabel>> texts(SplittableRandom random, int count, String name) {
    List<Labelled<ClassLabel>> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int label = random.nextInt(LABELS.size());
      StringBuilder text = new StringBuilder();
      for (int word = 0; word < 7; word++) {
        boolean own = random.nextInt(10) < 4;
        text.append(own ? "own" + label + "x" + random.nextInt(9) : "any" + random.nextInt(40));
        text.append(' ');
      }
      String id = i % 16 == 0 ? name + "\"\u00e4\n" + i : name + i;
      items.add(
          new Labelled<>(Instance.ofText(id, text.toString()), new ClassLabel(LABELS.get(label))));
    }
    items.sort((a, b) -> a.instance().id().compareTo(b.instance().id()));
    return items;
  }

  Corpus corpus() {
    return corpus;
  }

  /** The number of the label that people give to a text, wherever and whenever they are asked. */
  int label(int ordinal) {
    return labels.index(gold.get(ordinal).annotation().name());
  }

  ClassLabel name(int label) {
    return new ClassLabel(labels.name(label));
  }

  int number(ClassLabel name) {
    return labels.index(name.name());
  }

  /** How many labels there are. */
  int labels() {
    return labels.size();
  }

  Fate fate(int ordinal, int round) {
    SplittableRandom random = new SplittableRandom(number * 1_000_003 + ordinal * 1009L + round);
    boolean complete =
        Math.floorMod(number + round, 3) != 0; // two rounds in three close themselves
    return switch (random.nextInt(20)) {
      case 0 -> Fate.SKIPPED;
      case 1 -> Fate.FAILED;
      case 2 -> Fate.FAILED_THEN_LATE;
      case 3 -> complete ? Fate.LABELLED : Fate.LEFT;
      case 4 -> complete ? Fate.LABELLED : Fate.LEFT_THEN_LATE;
      default -> Fate.LABELLED;
    };
  }

  /** The loop on a folder; {@code stage} hears when it trains, measures and saves state. */
  ActiveLearningBuilder<ClassLabel> builder(Path dir, Stage stage, LoopListener listener) {
    ActiveLearningBuilder<ClassLabel> builder =
        ActiveLearning.builder(pool(), labels)
            .budget(BATCH)
            .stopping(Stopping.maximumRounds(ROUNDS))
            .listener(listener)
            .seed(number)
            .runDirectory(dir);
    Evaluator<ClassLabel> accuracy = ClassificationEvaluator.of(heldOut);
    switch (kind()) {
      case 0 -> plain(builder, "least-confidence", accuracy, stage);
      case 1 -> plain(builder, "margin", accuracy, stage).trainWhileLabelling();
      case 2 -> plain(builder, "entropy", accuracy, stage).candidates(watched(ups(), stage));
      case 3 ->
          plain(builder, "margin", stopSet(accuracy), stage)
              .candidates(CandidatePolicy.randomShare(0.5));
      case 4 ->
          plain(builder, "ratio", stopSet(accuracy), stage)
              .candidates(watched(ups(), stage))
              .trainWhileLabelling();
      case 5 -> committee(builder, accuracy, stage);
      case FIRST_OF_SEVERAL ->
          plain(builder, "margin", accuracy, stage).judgements(3, Adjudication.weighted());
      case FIRST_OF_SEVERAL + 1 ->
          plain(builder, "entropy", accuracy, stage)
              .candidates(watched(ups(), stage))
              .judgements(3, Adjudication.dawidSkene(0.1))
              .trainWhileLabelling();
      default ->
          plain(builder, "margin", accuracy, stage).stopping(Stopping.maximumLabels(POOL / 2));
    }
    return startsLabelled() ? builder : builder.initial(Strategies.random(), FIRST);
  }

  private static ActiveLearningBuilder<ClassLabel> plain(
      ActiveLearningBuilder<ClassLabel> builder,
      String strategy,
      Evaluator<ClassLabel> evaluator,
      Stage stage) {
    return builder
        .learner(TfidfLearner.create())
        .strategy(Strategies.named(strategy))
        .evaluator(WatchedParts.evaluator(evaluator, stage));
  }

  private static void committee(
      ActiveLearningBuilder<ClassLabel> builder, Evaluator<ClassLabel> accuracy, Stage stage) {
    var validation = CrossValidation.of(CommitteeLearner.bagging(TfidfLearner.create(), 3), 3);
    builder
        .learner(validation.learner())
        .strategy(Strategies.named("vote-entropy"))
        .evaluator(WatchedParts.evaluator(validation.beside(accuracy), stage))
        .trainWhileLabelling();
  }

  private Pool<ClassLabel> pool() {
    if (severalPeople()) {
      return Pool.unlabelled(instances().subList(0, POOL - LATER));
    }
    Pool<ClassLabel> pool = Pool.unlabelled(corpus);
    return startsLabelled() ? pool.label(gold.subList(0, LABELLED_BEFORE)) : pool;
  }

  private List<Instance> instances() {
    return gold.stream().map(Labelled::instance).toList();
  }

  /** What the pool grows by where several people label. */
  List<Instance> later() {
    return instances().subList(POOL - LATER, POOL);
  }

  /** Whether each text is judged by {@link SeveralPeople}. */
  boolean severalPeople() {
    return kind() >= FIRST_OF_SEVERAL;
  }

  /** The number of the label that one of several people gives to a text. */
  int says(String annotator, int ordinal) {
    SplittableRandom random =
        new SplittableRandom(number * 31 + annotator.hashCode() * 7L + ordinal);
    int errs = 1 + 2 * SeveralPeople.ANNOTATORS.indexOf(annotator); // of 10
    int off = random.nextInt(10) < errs ? 1 + random.nextInt(labels.size() - 1) : 0;
    return (label(ordinal) + off) % labels.size();
  }

  /** Whether one of several people skips a text. */
  boolean skips(String annotator, int ordinal) {
    return new SplittableRandom(number + annotator.hashCode() * 13L + ordinal).nextInt(25) == 0;
  }

  private boolean startsLabelled() {
    return kind() == STARTS_LABELLED;
  }

  private int kind() {
    return Math.floorMod(number, KINDS);
  }

  private StopSet stopSet(Evaluator<ClassLabel> accuracy) {
    return StopSet.of(gold.subList(0, POOL / 2).stream().map(Labelled::instance).toList())
        .beside(accuracy);
  }

  private static CandidatePolicy watched(CandidatePolicy policy, Stage stage) {
    return WatchedParts.policy(policy, stage);
  }

  private static CandidatePolicy ups() {
    return Ups.of(new UpsSettings(new LeastConfidence(), 0.2, 0.05, FullRounds.listed(0, 3)));
  }
}
