package org.al4j.examples.experiment;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.al4j.core.data.Annotation;
import org.al4j.core.io.Sha256;
import org.al4j.core.log.Iteration;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.examples.experiment.PlasmTable.Source;

/**
 * Measures the rows of a table: a successor on labels from each source that is asked for.
 *
 * @param say is told of each row
 * @param <A> class labels or tag sequences
 */
record PlasmRows<A extends Annotation>(
    PlasmRuns<A> runs, PlasmChoice choice, PlasmTable table, Consumer<String> say) {
  private static final int LONGEST_NAME = 150;

  /** A successor with its title in the table. */
  record Successor<A extends Annotation>(String title, Learner<A, ActiveModel<A>> learner) {
    /** A learner with many parameters has a shorter name than file systems take. */
    String folder() {
      String plain = title.replaceAll("[^A-Za-z0-9.-]", "_");
      return plain.length() <= LONGEST_NAME
          ? plain
          : plain.substring(0, LONGEST_NAME - 9)
              + "-"
              + Sha256.of(title.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
    }
  }

  /**
   * What a student acquired with one seed, and who may give pseudo-labels to the rest.
   *
   * @param teacher does; of an ablation the student, or the successor
   */
  record Given<A extends Annotation>(
      PlasmRuns.Acquired<A> acquired,
      int seed,
      Learner<A, ActiveModel<A>> student,
      Learner<A, ActiveModel<A>> teacher) {
    PlasmRuns.Gold<A> gold() {
      return new PlasmRuns.Gold<>(acquired.pool(), seed);
    }
  }

  /** Measures all rows of a successor. */
  void measure(Successor<A> successor, Given<A> given) {
    for (Source source : choice.sources()) {
      switch (source) {
        case RANDOM ->
            add(
                successor,
                source,
                Double.NaN,
                runs.random("random-" + successor.folder(), successor.learner(), given.seed()));
        case SELF -> self(successor, given.seed());
        case MISMATCH ->
            add(
                successor,
                source,
                given.acquired().seconds(),
                runs.onGold("mismatch-" + successor.folder(), successor.learner(), given.gold()));
        case PLASM, FILTERED, TRACIN, BY_STUDENT, BY_ITSELF -> taught(successor, source, given);
      }
    }
  }

  private void self(Successor<A> successor, int seed) {
    PlasmRuns.Acquired<A> own =
        runs.acquire("acquire-" + successor.folder(), successor.learner(), seed);
    PlasmRuns.Gold<A> gold = new PlasmRuns.Gold<>(own.pool(), seed);
    Iteration iteration = runs.onGold("self-" + successor.folder(), successor.learner(), gold);
    add(successor, Source.SELF, own.seconds(), iteration);
  }

  private void taught(Successor<A> successor, Source source, Given<A> given) {
    Learner<A, ActiveModel<A>> teacher =
        switch (source) {
          case BY_STUDENT -> given.student();
          case BY_ITSELF -> successor.learner();
          default -> given.teacher();
        };
    String name = source == Source.PLASM ? "plasm-" : "plasm-" + source.word() + "-";
    Iteration iteration =
        runs.onPseudo(
            name + successor.folder(),
            new PlasmRuns.Teaching<>(teacher, successor.learner()),
            choice.options(source),
            given.gold());
    add(successor, source, given.acquired().seconds(), iteration);
  }

  private void add(Successor<A> successor, Source source, double seconds, Iteration iteration) {
    table.add(successor.title(), source, seconds, iteration);
    String score = runs.task().score().name();
    double value = Objects.requireNonNull(iteration.scores().get(score), score);
    say.accept(
        String.format(
            Locale.ROOT, "%s, %s: %s %.3f", successor.title(), source.word(), score, value));
  }
}
