package org.al4j.core.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Query;
import org.al4j.core.people.Adjudication;
import org.al4j.core.people.Qualification;
import org.al4j.core.pool.Pool;

/**
 * Three annotators of different competence, and what they do with a query: what an annotator says
 * depends on him and the instance only, and what was done already is not done twice, so that a
 * process that takes a run up again drives it on as the one before would have.
 */
final class PeopleFixture {
  static final List<String> ANNOTATORS = List.of("anna", "ben", "carl");
  static final String CHIEF = "dora";
  private static final Map<String, ClassLabel> GOLD = gold();
  private static final int KNOWN = 12;
  private static final int LATER = 40;

  private PeopleFixture() {}

  private static Map<String, ClassLabel> gold() {
    Map<String, ClassLabel> gold = new TreeMap<>();
    for (Labelled<ClassLabel> item : LoopFixture.DATA.items()) {
      gold.put(item.instance().id(), item.annotation());
    }
    return gold;
  }

  /** Known items, the pool at the start, and what it grows by, in this order by id. */
  private static List<Labelled<ClassLabel>> known() {
    return LoopFixture.DATA.items().subList(0, KNOWN);
  }

  static List<Instance> start() {
    return instances(KNOWN, LoopFixture.DATA.items().size() - LATER);
  }

  static List<Instance> later() {
    return instances(LoopFixture.DATA.items().size() - LATER, LoopFixture.DATA.items().size());
  }

  private static List<Instance> instances(int from, int to) {
    return LoopFixture.DATA.items().subList(from, to).stream().map(Labelled::instance).toList();
  }

  static ActiveLearningBuilder<ClassLabel> builder(
      int rounds, Adjudication<ClassLabel> adjudication) {
    return LoopFixture.builder(Pool.unlabelled(start()))
        .judgements(2, 3, adjudication)
        .qualification(new Qualification<>(known(), 2, 5, 0))
        .stopping(
            (history, pool) -> history.size() > rounds ? Optional.of("enough") : Optional.empty());
  }

  /** The class of an instance. */
  static ClassLabel truth(String id) {
    return GOLD.get(id);
  }

  /** What an annotator says at first: anna errs in 1 of 10, ben in 3, carl in 5. */
  static ClassLabel says(String annotator, String id) {
    int hash = hash(annotator + id);
    int errs =
        switch (annotator) {
          case "anna" -> 1;
          case "ben" -> 3;
          default -> 5;
        };
    List<String> names = LoopFixture.DATA.labels().names();
    int right = LoopFixture.DATA.labels().index(truth(id).name());
    int off = hash % 10 < errs ? 1 + hash / 10 % (names.size() - 1) : 0;
    return new ClassLabel(names.get((right + off) % names.size()));
  }

  private static int hash(String text) {
    return Math.floorMod((text.hashCode() * 0x9e3779b9) >>> 7, 1 << 20);
  }

  /** Drives a run to its end. */
  static void drive(ActiveLearning<ClassLabel> loop) {
    while (true) {
      betweenQueries(loop);
      if (loop.next().isEmpty()) {
        return;
      }
      for (String annotator : ANNOTATORS) {
        Optional<Query> query = loop.queryFor(annotator);
        while (query.isPresent()) {
          loop.accept(answers(annotator, query.get()));
          query = loop.queryFor(annotator);
        }
      }
      loop.accept(decisions(loop));
      loop.closeRound();
    }
  }

  /** Ben revises some of what he said, carl takes some back, and the pool grows once. */
  private static void betweenQueries(ActiveLearning<ClassLabel> loop) {
    if (!loop.accept(List.of()).closed()) {
      return; // taken up while a query was open
    }
    List<Answer<ClassLabel>> changes = new ArrayList<>();
    for (Query query : loop.queries()) {
      for (String id : query.ids()) {
        Map<String, ClassLabel> said = said(loop, id);
        if (hash(id) % 5 == 0 && said.containsKey("ben")) {
          changes.add(new Answer.Revised<>(id, truth(id), "ben"));
        }
        if (hash(id) % 7 == 0 && said.containsKey("carl")) {
          changes.add(new Answer.Withdrawn<>(id, "not sure", "carl"));
        }
      }
    }
    loop.accept(changes);
    if (loop.queries().size() >= 2) {
      loop.grow(later());
    }
  }

  private static Map<String, ClassLabel> said(ActiveLearning<ClassLabel> loop, String id) {
    Map<String, ClassLabel> said = new TreeMap<>();
    loop.judgements().given().stream()
        .filter(one -> one.id().equals(id))
        .forEach(one -> said.put(one.annotator(), one.annotation()));
    return said;
  }

  private static List<Answer<ClassLabel>> answers(String annotator, Query query) {
    List<Answer<ClassLabel>> answers = new ArrayList<>();
    for (String id : query.ids()) {
      answers.add(
          hash(id + annotator) % 13 == 0 && GOLD.get(id) != null && !isKnown(id)
              ? new Answer.Skipped<>(id, "unclear", annotator)
              : new Answer.Given<>(id, says(annotator, id), annotator));
    }
    return answers;
  }

  private static boolean isKnown(String id) {
    return known().stream().anyMatch(item -> item.instance().id().equals(id));
  }

  /** The chief decides half of what is in dispute. */
  private static List<Answer<ClassLabel>> decisions(ActiveLearning<ClassLabel> loop) {
    List<Answer<ClassLabel>> decisions = new ArrayList<>();
    for (Instance instance : loop.disputed()) {
      if (hash(instance.id()) % 2 == 0) {
        decisions.add(new Answer.Decided<>(instance.id(), truth(instance.id()), CHIEF));
      }
    }
    return decisions;
  }
}
