package org.al4j.bench.kills;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.LoopListener;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Query;

/**
 * Records the runs in {@code src/test/resources/runs} that later versions must resume: one of each
 * kind of scenario, with the library's own learners, strategies, policies and evaluators, broken
 * off in a query. Run by hand, once for each format, before anything about it is changed; argument:
 * the folder.
 */
final class RecordScenarios {
  private static final int ROUNDS = 3;

  private RecordScenarios() {}

  public static void main(String[] args) {
    for (int kind = 0; kind < LabellingScenario.KINDS; kind++) {
      LabellingScenario scenario = new LabellingScenario(kind);
      Path dir = Path.of(args[0], "scenario-" + kind);
      try (ActiveLearning<ClassLabel> loop = open(scenario, dir)) {
        for (int round = 0; round < ROUNDS; round++) {
          loop.accept(answers(scenario, loop.next().orElseThrow()));
        }
        Query open = loop.next().orElseThrow();
        loop.accept(answers(scenario, open).subList(0, open.items().size() / 2));
      }
    }
  }

  static ActiveLearning<ClassLabel> open(LabellingScenario scenario, Path dir) {
    return scenario.builder(dir, stage -> {}, new LoopListener() {}).build();
  }

  /** All right, but for a skipped one a query. */
  static List<Answer<ClassLabel>> answers(LabellingScenario scenario, Query query) {
    List<Answer<ClassLabel>> answers = new ArrayList<>();
    for (String id : query.ids()) {
      int ordinal = scenario.corpus().ordinal(id);
      answers.add(
          answers.size() == 1
              ? new Answer.Skipped<>(id, "unclear")
              : new Answer.Given<>(id, scenario.name(scenario.label(ordinal))));
    }
    return answers;
  }
}
