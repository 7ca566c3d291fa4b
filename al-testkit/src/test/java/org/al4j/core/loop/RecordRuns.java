package org.al4j.core.loop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;

/**
 * Records the runs in {@code src/test/resources/runs} that later versions must resume: a finished
 * one and one in the middle of a query, plain and trained while people label. Run by hand, once for
 * each format, before anything about it is changed; argument: the folder.
 */
final class RecordRuns {
  private static final Oracle<ClassLabel> GOLD = Oracle.gold(LoopFixture.DATA.items());

  private RecordRuns() {}

  public static void main(String[] args) {
    for (String kind : List.of("plain", "ahead")) {
      Path dir = Path.of(args[0], kind);
      try (ActiveLearning<ClassLabel> loop =
          HaltingRun.builder(kind.equals("ahead")).runDirectory(dir.resolve("finished")).build()) {
        loop.run(GOLD);
      }
      try (ActiveLearning<ClassLabel> loop =
          HaltingRun.builder(kind.equals("ahead")).runDirectory(dir.resolve("open")).build()) {
        for (int round = 0; round < 3; round++) {
          Query query = loop.next().orElseThrow();
          List<Answer<ClassLabel>> answers = answers(query);
          Answer<ClassLabel> late = answers.remove(answers.size() - 1);
          loop.accept(answers);
          loop.closeRound();
          loop.accept(List.of(late));
        }
        loop.accept(answers(loop.next().orElseThrow()).subList(0, 5));
      }
    }
  }

  /** Every kind of answer. */
  private static List<Answer<ClassLabel>> answers(Query query) {
    List<Answer<ClassLabel>> answers = new ArrayList<>();
    for (Answer<ClassLabel> gold : GOLD.ask(query)) {
      int i = answers.size();
      if (i == 1) {
        answers.add(new Answer.Skipped<>(gold.id(), "unclear: \"\u00e4\""));
      } else if (i == 2) {
        answers.add(new Answer.Failed<>(gold.id(), "time-out"));
      } else if (i % 2 == 1 && gold instanceof Answer.Given<ClassLabel> given) {
        answers.add(
            new Answer.Given<>(given.id(), given.annotation(), Duration.ofMillis(1500 + i)));
      } else {
        answers.add(gold);
      }
    }
    return answers;
  }
}
