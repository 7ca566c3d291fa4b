package org.al4j.bench.kills;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.Round;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Query;
import org.al4j.core.people.Judgement;

/**
 * The people of a scenario in which three judge each text, from two threads and in any order: some
 * skip, one revises, one takes back, one decides between the others, and the pool grows. What was
 * done before a kill is not done again; the order within a query is left open, and changes nothing.
 *
 * @param random safe for use by several threads
 */
record SeveralPeople(
    LabellingScenario scenario, ChildVoice voice, Disturbances calls, Random random) {
  static final List<String> ANNOTATORS = List.of("anna", "ben", "carl");
  static final String DECIDER = "dora";
  private static final int LARGEST_GROUP = 4;
  private static final int GROWS_AFTER = 3; // queries

  /** Labels until the loop has stopped. */
  void label(ActiveLearning<ClassLabel> loop) throws Exception {
    betweenQueries(loop);
    for (Optional<Query> query = next(loop); query.isPresent(); query = next(loop)) {
      voice.asked(query.get());
      judge(loop);
      accept(loop, decisions(loop));
      voice.at("close");
      calls.call(
          "closeRound",
          () -> {
            loop.closeRound();
            return true;
          });
      betweenQueries(loop);
    }
  }

  private Optional<Query> next(ActiveLearning<ClassLabel> loop) throws Exception {
    voice.at("next");
    return calls.call("next", loop::next);
  }

  /** Each judges what he gets; two threads share the work. */
  private void judge(ActiveLearning<ClassLabel> loop) throws Exception {
    List<Answer<ClassLabel>> answers = new ArrayList<>();
    for (String annotator : ANNOTATORS) {
      loop.queryFor(annotator)
          .ifPresent(mine -> mine.ids().forEach(id -> answers.add(answer(annotator, id))));
    }
    Collections.shuffle(answers, random);
    int half = random.nextBoolean() ? 0 : answers.size() / 2;
    FutureTask<Void> other =
        new FutureTask<>(
            () -> {
              accept(loop, answers.subList(0, half));
              return null;
            });
    Thread thread = new Thread(other, "second annotator");
    thread.start();
    accept(loop, answers.subList(half, answers.size()));
    thread.join();
    other.get();
  }

  private Answer<ClassLabel> answer(String annotator, String id) {
    int ordinal = scenario.corpus().ordinal(id);
    return scenario.skips(annotator, ordinal)
        ? new Answer.Skipped<>(id, "no \"text\"\nat all", annotator)
        : new Answer.Given<>(id, scenario.name(scenario.says(annotator, ordinal)), annotator);
  }

  private List<Answer<ClassLabel>> decisions(ActiveLearning<ClassLabel> loop) {
    List<Answer<ClassLabel>> decisions = new ArrayList<>();
    for (Instance instance : loop.disputed()) {
      int ordinal = scenario.corpus().ordinal(instance.id());
      if (ordinal % 2 == 0) {
        ClassLabel label = scenario.name(scenario.label(ordinal));
        decisions.add(new Answer.Decided<>(instance.id(), label, DECIDER));
      }
    }
    return decisions;
  }

  /** Before the next query: what changes while one is open may come before or after its end. */
  private void betweenQueries(ActiveLearning<ClassLabel> loop) throws Exception {
    if (!calls.call("accept", () -> loop.accept(List.of())).closed()) {
      return;
    }
    List<Answer<ClassLabel>> changes = new ArrayList<>();
    for (Judgement<ClassLabel> one : loop.judgements().given()) {
      int ordinal = scenario.corpus().ordinal(one.id());
      ClassLabel right = scenario.name(scenario.label(ordinal));
      if (one.annotator().equals("ben") && ordinal % 5 == 0 && !one.annotation().equals(right)) {
        changes.add(new Answer.Revised<>(one.id(), right, "ben"));
      } else if (one.annotator().equals("carl") && ordinal % 7 == 0) {
        changes.add(new Answer.Withdrawn<>(one.id(), "not sure", "carl"));
      }
    }
    accept(loop, changes);
    if (loop.queries().size() >= GROWS_AFTER) {
      voice.at("grow");
      calls.call("grow", () -> loop.grow(scenario.later()));
      voice.said("grown");
    }
  }

  private void accept(ActiveLearning<ClassLabel> loop, List<Answer<ClassLabel>> answers)
      throws Exception {
    for (int from = 0; from < answers.size(); ) {
      int to = Math.min(answers.size(), from + 1 + random.nextInt(LARGEST_GROUP));
      List<Answer<ClassLabel>> group = answers.subList(from, to);
      voice.at("accept");
      Round round = calls.call("accept", () -> loop.accept(group));
      for (Answer<ClassLabel> answer : group) {
        boolean refused =
            round.refusals().stream()
                .anyMatch(
                    one ->
                        one.id().equals(answer.id()) && one.annotator().equals(answer.annotator()));
        if (!refused) {
          voice.said(SaidOnce.of(scenario, answer));
        } else if (!(answer instanceof Answer.Withdrawn<ClassLabel>)) { // it may be done already
          voice.fault("refused: " + SaidOnce.of(scenario, answer) + ": " + round.refusals());
        }
      }
      from = to;
    }
  }
}
