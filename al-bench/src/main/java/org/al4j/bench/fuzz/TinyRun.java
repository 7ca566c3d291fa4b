package org.al4j.bench.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.Provenance;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.ActiveLearningBuilder;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.models.tfidf.TfidfLearner;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.stopping.StopSet;
import org.al4j.strategies.stopping.Stopping;
import org.al4j.strategies.ups.Ups;
import org.al4j.strategies.ups.UpsSettings;

/** A run of a few rounds in which everything happens that a log can tell. */
final class TinyRun {
  private static final int TEXTS = 16;
  private static final int ROUNDS = 3;
  private static final LabelSpace LABELS = LabelSpace.of("no", "yes");

  private TinyRun() {}

  /** The texts with their labels, by id. */
  static Map<String, Labelled<ClassLabel>> gold() {
    Map<String, Labelled<ClassLabel>> gold = new LinkedHashMap<>();
    for (int i = 0; i < TEXTS; i++) {
      String text = (i % 3 == 0 ? "a good text " : "a bad one ") + i;
      gold.put(
          "r" + i,
          new Labelled<>(
              Instance.ofText("r" + i, text), new ClassLabel(i % 3 == 0 ? "yes" : "no")));
    }
    return gold;
  }

  static ActiveLearningBuilder<ClassLabel> loop() {
    List<Instance> texts = gold().values().stream().map(Labelled::instance).toList();
    Pool<ClassLabel> pool = Pool.unlabelled(texts);
    return ActiveLearning.builder(pool, LABELS)
        .learner(TfidfLearner.create())
        .candidates(Ups.of(UpsSettings.paper()))
        .strategy(Strategies.leastConfidence())
        .initial(Strategies.random(), Budget.items(4))
        .budget(Budget.items(2))
        .stopping(Stopping.maximumRounds(ROUNDS))
        .evaluator(StopSet.of(texts.subList(0, 4)))
        .seed(5);
  }

  /** Runs it in {@code dir}. */
  static Path make(Path dir) {
    try (ActiveLearning<ClassLabel> loop = loop().runDirectory(dir).build()) {
      loop.run(people());
    }
    return dir;
  }

  /** Answers, of which the first is none this time and one is none for good. */
  private static Oracle<ClassLabel> people() {
    Map<String, Labelled<ClassLabel>> gold = gold();
    Set<String> failed = new HashSet<>();
    return query -> {
      List<Answer<ClassLabel>> answers = new ArrayList<>();
      for (String id : query.ids()) {
        if (failed.isEmpty() && failed.add(id)) {
          answers.add(new Answer.Failed<>(id, "out of office"));
        } else if (query.round() == 0 && answers.size() == 1) {
          answers.add(new Answer.Skipped<>(id, "unreadable: \u00e9\ud83d\ude42"));
        } else {
          ClassLabel label = Objects.requireNonNull(gold.get(id), id).annotation();
          answers.add(new Answer.Given<>(id, label, Duration.ofMillis(1_500)));
        }
      }
      return answers;
    };
  }

  /** Writes the events of a run with the same times every time, as taken up on another machine. */
  static void write(Path dir, Path made, List<RunEvent> events) throws IOException {
    Provenance here = ((RunEvent.Started) events.get(0)).provenance();
    Map<String, String> environment = new TreeMap<>(here.environment());
    environment.put("os", "another machine's");
    Provenance there = new Provenance(here.identity(), environment);
    List<RunEvent> rest = new ArrayList<>(events.subList(1, events.size()));
    rest.replaceAll(TinyRun::timeless);
    try (RunLog log = RunLog.open(dir, there)) {
      int half = rest.size() / 2;
      log.append(rest.subList(0, half));
      log.append(List.of(new RunEvent.Resumed(here)));
      log.append(rest.subList(half, rest.size()));
    }
    Files.deleteIfExists(dir.resolve("run.lock"));
    copyState(made.resolve("state"), dir.resolve("state"));
  }

  /** After the log: state without a log would be a run that lost it. */
  private static void copyState(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> state = Files.list(from)) {
      for (Path file : (Iterable<Path>) state::iterator) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static RunEvent timeless(RunEvent event) {
    if (event instanceof RunEvent.Asked asked) {
      return new RunEvent.Asked(asked.round(), asked.items(), 0.25, asked.policyState());
    }
    if (event instanceof RunEvent.Trained trained) {
      Iteration i = trained.iteration();
      return new RunEvent.Trained(
          new Iteration(
              i.round(),
              i.labelled(),
              i.unlabelled(),
              i.skipped(),
              i.scores(),
              0.25,
              1,
              0.5,
              i.fitLoss()),
          trained.evaluatorState());
    }
    return event;
  }
}
