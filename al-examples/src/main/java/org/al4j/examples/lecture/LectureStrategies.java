package org.al4j.examples.lecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.Output;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.StrategyProvider;
import org.al4j.examples.lecture.LectureStrategy.Family;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.combined.ActiveTransfer;
import org.al4j.strategies.diversity.Diversity;
import org.al4j.strategies.diversity.Representative;
import org.al4j.study.Applicable;

/**
 * Every strategy that can be named, with what it is run with; and why some cannot be.
 *
 * @param run in the order of the table, random choice first
 * @param left a line for each that is not run
 */
public record LectureStrategies(List<LectureStrategy> run, List<String> left) {
  /** The baseline's name. */
  public static final String RANDOM = "random";

  private static final int SUB_BATCHES = 4;

  private static final Map<String, Family> FAMILIES =
      Map.ofEntries(
          Map.entry(RANDOM, Family.BASELINE),
          Map.entry("least-confidence", Family.UNCERTAINTY),
          Map.entry("margin", Family.UNCERTAINTY),
          Map.entry("ratio", Family.UNCERTAINTY),
          Map.entry("entropy", Family.UNCERTAINTY),
          Map.entry("vote-entropy", Family.COMMITTEE),
          Map.entry("consensus-entropy", Family.COMMITTEE),
          Map.entry("mean-kl", Family.COMMITTEE),
          Map.entry("max-disagreement", Family.COMMITTEE),
          Map.entry("bald", Family.COMMITTEE),
          Map.entry("batch-bald", Family.COMMITTEE),
          Map.entry("core-set", Family.DIVERSITY),
          Map.entry("cluster", Family.DIVERSITY),
          Map.entry("typicality", Family.DIVERSITY),
          Map.entry("discriminative", Family.DIVERSITY),
          Map.entry("representative", Family.DIVERSITY),
          Map.entry("model-outliers", Family.DIVERSITY),
          Map.entry("roi", Family.COST),
          Map.entry("affordable", Family.COST),
          Map.entry("cold-start", Family.FIRST_QUERY),
          Map.entry("class-descriptions", Family.FIRST_QUERY));

  /** Copies the lists. */
  public LectureStrategies {
    run = List.copyOf(run);
    left = List.copyOf(left);
  }

  /**
   * Those that a learner can serve.
   *
   * @param material what some want beside the pool
   * @param rounds of a run; a staged one turns in the middle
   * @param offers what the learner's models give
   * @param learner how it is called
   */
  public static LectureStrategies of(
      LectureMaterial material, int rounds, Set<Output> offers, String learner) {
    List<LectureStrategy> run = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (StrategyProvider provider : Strategies.known()) {
      LectureStrategy one = one(provider, material, rounds);
      try {
        QueryStrategy made = one.made().get();
        Set<Output> lacks = new TreeSet<>(made.needs());
        lacks.removeAll(offers);
        if (!made.kinds().contains(ClassLabel.class)) {
          left.add(provider.name() + " is for " + kinds(provider) + ", not for one class a text");
        } else if (!lacks.isEmpty()) {
          left.add(provider.name() + " needs " + lacks + ", which " + learner + " does not offer");
        } else {
          run.add(one);
        }
      } catch (InvalidInputException e) {
        left.add(provider.name() + ": " + e.getMessage());
      }
    }
    run.sort((a, b) -> a.family().compareTo(b.family())); // stable: by name within
    return new LectureStrategies(run, left);
  }

  private static String kinds(StrategyProvider provider) {
    return Applicable.labels(provider)
        .map(kinds -> "labels of kind " + String.join(" or ", kinds))
        .orElse("other labels");
  }

  /** Those with parameters are given what suits the data. */
  private static LectureStrategy one(
      StrategyProvider provider, LectureMaterial material, int rounds) {
    int texts = material.validation().size();
    return switch (provider.name()) {
      case "affordable" -> named(provider, "(limit=" + (1 + material.words()) + ")");
      case "staged" -> named(provider, "(first=core-set,round=" + (1 + (rounds + 1) / 2) + ")");
      case "cold-start" -> named(provider, "(strategy=cluster)");
      case "representative" ->
          of(
              provider,
              "(target: " + texts + " further texts)",
              () -> Diversity.representative(material.target(), Representative.Form.LECTURE));
      case "active-transfer" ->
          of(
              provider,
              "(validation: " + texts + " further labels, batches=" + SUB_BATCHES + ")",
              () -> ActiveTransfer.adaptive(material.validation(), SUB_BATCHES));
      default -> named(provider, "");
    };
  }

  private static LectureStrategy named(StrategyProvider provider, String parameters) {
    String description = provider.name() + parameters;
    return of(provider, parameters, () -> Strategies.named(description));
  }

  private static LectureStrategy of(
      StrategyProvider provider, String parameters, Supplier<QueryStrategy> made) {
    Family family = FAMILIES.getOrDefault(provider.name(), Family.COMBINED);
    return new LectureStrategy(
        provider.name(), provider.name() + parameters, provider.source(), family, made);
  }
}
