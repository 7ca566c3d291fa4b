package org.al4j.bench.kills;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.al4j.bench.kills.LabellingScenario.Fate;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.Round;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Query;

/**
 * The people of a scenario at work: every query's answers in groups, in any order, from one or two
 * threads, with wrong ones among them. Late answers come first, one group after the other: whether
 * they come before or after the end of a query makes a difference to the run, as it should.
 *
 * @param random safe for use by several threads
 */
record Annotators(LabellingScenario scenario, ChildVoice voice, Disturbances calls, Random random) {
  private static final int LARGEST_GROUP = 4;
  private static final int WRONG_ONE_IN = 6;
  private static final Set<Fate> LATE = EnumSet.of(Fate.FAILED_THEN_LATE, Fate.LEFT_THEN_LATE);
  private static final Set<Fate> UNANSWERED = EnumSet.of(Fate.LEFT, Fate.LEFT_THEN_LATE);

  /** Labels until the loop has stopped. */
  void label(ActiveLearning<ClassLabel> loop) throws Exception {
    for (Optional<Query> query = next(loop); query.isPresent(); query = next(loop)) {
      int round = query.get().round();
      voice.asked(query.get());
      acceptLate(loop, round);
      acceptAnswers(loop, answers(query.get()));
      if (ordinals(query.get()).stream()
          .anyMatch(asked -> UNANSWERED.contains(scenario.fate(asked, round)))) {
        voice.at("close");
        calls.call("closeRound", () -> close(loop));
      }
    }
    acceptLate(loop, Integer.MAX_VALUE);
  }

  private Optional<Query> next(ActiveLearning<ClassLabel> loop) throws Exception {
    voice.at("next");
    return calls.call("next", loop::next);
  }

  private static boolean close(ActiveLearning<ClassLabel> loop) {
    loop.closeRound();
    return true;
  }

  private List<Integer> ordinals(Query query) {
    return query.ids().stream().map(scenario.corpus()::ordinal).toList();
  }

  /** Of the last query before {@code round}. */
  private void acceptLate(ActiveLearning<ClassLabel> loop, int round) throws Exception {
    List<Answer<ClassLabel>> late = new ArrayList<>();
    loop.queries().stream()
        .filter(query -> query.round() < round)
        .reduce((before, after) -> after)
        .ifPresent(
            query -> {
              for (int ordinal : ordinals(query)) {
                if (LATE.contains(scenario.fate(ordinal, query.round()))) {
                  late.add(label(ordinal));
                }
              }
            });
    acceptGroups(loop, late);
  }

  private List<Answer<ClassLabel>> answers(Query query) {
    List<Answer<ClassLabel>> answers = new ArrayList<>();
    for (int ordinal : ordinals(query)) {
      String id = scenario.corpus().get(ordinal).id();
      switch (scenario.fate(ordinal, query.round())) {
        case LABELLED -> answers.add(label(ordinal));
        case SKIPPED -> answers.add(new Answer.Skipped<>(id, "no \"text\"\nat all"));
        case FAILED, FAILED_THEN_LATE -> answers.add(new Answer.Failed<>(id, "nobody there"));
        default -> {
          // not this time
        }
      }
    }
    Collections.shuffle(answers, random);
    return answers;
  }

  private Answer<ClassLabel> label(int ordinal) {
    return new Answer.Given<>(
        scenario.corpus().get(ordinal).id(), scenario.name(scenario.label(ordinal)));
  }

  private void acceptAnswers(ActiveLearning<ClassLabel> loop, List<Answer<ClassLabel>> answers)
      throws Exception {
    if (random.nextBoolean()) {
      acceptGroups(loop, answers);
      return;
    }
    int half = answers.size() / 2;
    FutureTask<Void> other =
        new FutureTask<>(
            () -> {
              acceptGroups(loop, answers.subList(0, half));
              return null;
            });
    Thread thread = new Thread(other, "second annotator");
    thread.start();
    acceptGroups(loop, answers.subList(half, answers.size()));
    thread.join();
    other.get();
  }

  private void acceptGroups(ActiveLearning<ClassLabel> loop, List<Answer<ClassLabel>> answers)
      throws Exception {
    for (int from = 0; from < answers.size(); ) {
      int to = Math.min(answers.size(), from + 1 + random.nextInt(LARGEST_GROUP));
      accept(loop, answers.subList(from, to));
      from = to;
    }
  }

  private void accept(ActiveLearning<ClassLabel> loop, List<Answer<ClassLabel>> group)
      throws Exception {
    List<Answer<ClassLabel>> handedIn = new ArrayList<>(group);
    List<String> wrong = new ArrayList<>();
    if (random.nextInt(WRONG_ONE_IN) == 0) {
      addWrong(handedIn, wrong);
    }
    voice.at("accept");
    Round round = calls.call("accept", () -> loop.accept(handedIn));
    for (String id : wrong) {
      if (!round.refused().containsKey(id)) {
        voice.fault("a wrong answer for " + id + " was not refused");
      }
    }
    for (Answer<ClassLabel> answer : group) {
      String refusal = round.refused().get(answer.id());
      if (refusal == null) {
        voice.kept(answer);
      } else if (answer instanceof Answer.Given<ClassLabel> && !wrong.contains(answer.id())) {
        voice.fault("a label was refused: " + refusal);
      }
    }
    contradict(loop, group);
  }

  /** What was never asked, on both sides of good answers, which are kept. */
  private void addWrong(List<Answer<ClassLabel>> group, List<String> wrong) {
    wrong.addAll(List.of("no such text", "nor this"));
    group.add(new Answer.Given<>(wrong.get(0), scenario.name(0)));
    group.add(0, new Answer.Skipped<>(wrong.get(1), "nothing to see"));
  }

  /** Another label than the one that was acknowledged is refused, now and after a kill. */
  private void contradict(ActiveLearning<ClassLabel> loop, List<Answer<ClassLabel>> group)
      throws Exception {
    if (random.nextInt(WRONG_ONE_IN) == 0
        && group.get(0) instanceof Answer.Given<ClassLabel> given) {
      int other = (scenario.number(given.annotation()) + 1) % scenario.labels();
      List<Answer<ClassLabel>> lie = List.of(new Answer.Given<>(given.id(), scenario.name(other)));
      voice.at("contradict");
      Round round = calls.call("accept", () -> loop.accept(lie));
      if (!round.refused().containsKey(given.id())) {
        voice.fault("a second label for " + given.id() + " was not refused");
      }
    }
  }
}
