package org.al4j.study;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.Output;
import org.al4j.core.query.CandidatePolicy;
import org.al4j.core.query.StrategyProvider;
import org.al4j.core.query.Utility;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.coldstart.ColdStart;
import org.al4j.strategies.named.QueryPlan;
import org.al4j.strategies.ups.Ups;

/** Which strategies can choose for which labels. */
public final class Applicable {
  private Applicable() {}

  /**
   * The labels that a strategy is for, as {@link LabelReading#kind} has them, without those that no
   * study has; empty where only its parameters say it.
   */
  public static Optional<List<String>> labels(StrategyProvider strategy) {
    return kinds(strategy)
        .map(
            kinds ->
                TaskKind.all().stream()
                    .filter(kind -> kinds.contains(kind.annotations()))
                    .map(TaskKind::option)
                    .toList());
  }

  /**
   * Refuses a strategy, or a candidate policy before it, that is for other labels than a task's.
   *
   * @throws InvalidInputException naming both kinds, and the strategies there are for the task's
   */
  static <A extends Annotation> void require(String name, QueryPlan query, Task<A> task) {
    Set<Class<? extends Annotation>> kinds = new HashSet<>(query.strategy().kinds());
    if (kinds.contains(task.kind())) {
      query.policy().utility().ifPresent(utility -> requireUtility(name, utility, task));
      return;
    }
    String known =
        Strategies.known().stream()
            .filter(one -> kinds(one).filter(some -> some.contains(task.kind())).isPresent())
            .map(StrategyProvider::name)
            .collect(Collectors.joining(", "));
    throw InvalidInputException.ofSettings(
        "strategy %s is for "
            + words(kinds)
            + ", but the labels are "
            + task.about().said()
            + "; strategies for those: %s",
        name,
        known);
  }

  private static <A extends Annotation> void requireUtility(
      String name, Utility utility, Task<A> task) {
    Set<Class<? extends Annotation>> kinds = new HashSet<>(Annotation.kinds());
    kinds.retainAll(utility.kinds());
    utility.needs().stream().map(Output::kinds).forEach(kinds::retainAll);
    if (!kinds.contains(task.kind())) {
      throw InvalidInputException.ofSettings(
          "strategy %s ranks candidates by a utility for "
              + words(kinds)
              + ", but the labels are "
              + task.about().said()
              + "; name one for those, such as ups(utility="
              + (task.kind() == TagSequence.class ? "mnlp" : "...")
              + ")",
          name);
    }
  }

  private static String words(Set<Class<? extends Annotation>> kinds) {
    String words =
        TaskKind.all().stream()
            .filter(kind -> kinds.contains(kind.annotations()))
            .map(TaskKind::said)
            .collect(Collectors.joining(" or "));
    return words.isEmpty() ? "other labels" : words;
  }

  private static Optional<Set<Class<? extends Annotation>>> kinds(StrategyProvider strategy) {
    try {
      return Optional.of(strategy.create(Map.of()).kinds());
    } catch (InvalidInputException e) {
      return Optional.empty(); // cannot be made without parameters
    }
  }

  /** The texts that a study will look at: its test part, and the pool where something reads it. */
  static <A extends Annotation> List<String> texts(List<QueryPlan> queries, Task<A> task) {
    boolean pool = queries.stream().anyMatch(Applicable::readsPool);
    return Stream.concat(pool ? task.train().stream() : Stream.of(), task.test().stream())
        .map(item -> item.instance().text())
        .toList();
  }

  /** Not if it draws without a look, and not if candidates are drawn before anything is read. */
  private static boolean readsPool(QueryPlan query) {
    boolean all =
        query.policy().settings().equals(CandidatePolicy.all().settings())
            || query.policy() instanceof Ups;
    return all && (!query.strategy().needs().isEmpty() || query.strategy() instanceof ColdStart);
  }

  /** The summary of a strategy, which may have a candidate policy before it and parameters. */
  static String summary(String description) {
    String strategy = description.replaceFirst("^[a-z-]+(\\([^)]*\\))?\\+", "") + "(";
    return Strategies.known().stream()
        .filter(known -> strategy.startsWith(known.name() + "("))
        .map(StrategyProvider::summary)
        .findFirst()
        .orElse("");
  }
}
