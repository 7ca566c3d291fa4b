package org.al4j.examples.plasm;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.TagSequence;
import org.al4j.core.log.Iteration;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.examples.experiment.PseudoLabelScores;
import org.al4j.examples.ups.WarmUp;
import org.al4j.metrics.curve.SeedCurve;
import org.al4j.strategies.plasm.PlasmLearner;
import org.al4j.study.grid.AcquiredLabels;
import org.al4j.study.grid.AcquisitionGrid;
import org.al4j.study.share.SharedFirstFit;

/**
 * Measures successors on what they acquired, on what a student acquired, and on that with
 * pseudo-labels, seed after seed.
 *
 * @param models who takes part
 * @param arms which are measured
 * @param every of how many rounds one is measured, counted from the last
 * @param drop the share of pseudo-labels that filters drop; empty for the teacher's error
 * @param found what came out so far
 */
public record PlasmArms<A extends Annotation>(
    AcquisitionGrid<A> grid,
    Models<A> models,
    Set<PlasmArm> arms,
    int every,
    OptionalDouble drop,
    Found found) {
  /**
   * One who takes part.
   *
   * @param title in tables
   * @param folder of its runs
   * @param learner stays open
   */
  public record Member<A extends Annotation>(
      String title, String folder, Learner<A, ? extends ActiveModel<A>> learner) {}

  /**
   * Who takes part.
   *
   * @param large whose time to acquire the student's is compared with
   * @param successors the first is measured on everything, the others with and without
   *     pseudo-labels
   */
  public record Models<A extends Annotation>(
      Member<A> student,
      Member<A> teacher,
      Member<A> weak,
      Member<A> large,
      List<Member<A>> successors) {}

  /**
   * What came out.
   *
   * @param curves of successors, by {@link PlasmVerdicts#curve}
   * @param last of each curve the rounds with most labels, one a seed
   * @param acquired by model, one a seed
   */
  public record Found(
      SourceCurves curves,
      Map<String, List<Iteration>> last,
      Map<String, List<AcquiredLabels<?>>> acquired) {
    /** Nothing yet. */
    public Found() {
      this(new SourceCurves(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** Of each seed the share of one's time that the other saves. */
    public double[] saved(String student, String large) {
      List<AcquiredLabels<?>> less = acquired.getOrDefault(student, List.of());
      List<AcquiredLabels<?>> more = acquired.getOrDefault(large, List.of());
      return IntStream.range(0, Math.min(less.size(), more.size()))
          .mapToDouble(seed -> 1 - less.get(seed).seconds() / more.get(seed).seconds())
          .toArray();
    }
  }

  /** Refuses at once what would fail after hours. */
  public PlasmArms {
    Set<Output> offers = models.teacher().learner().offers();
    if (arms.contains(PlasmArm.TRACIN) && !offers.contains(Output.GRADIENT_NORM)) {
      throw new InvalidInputException(
          "--rows with tracin needs a teacher that offers GRADIENT_NORM, found "
              + models.teacher().title()
              + " with "
              + new TreeSet<>(offers)
              + "; leave tracin out");
    }
  }

  private String strategy() {
    return grid.task().kind() == TagSequence.class ? "mnlp" : "least-confidence";
  }

  /** Before a seed that is not recorded: the student, whose time is judged, begins. */
  public void warmUp(WarmUp once, int seed) {
    if (!Files.isDirectory(grid.dir().resolve(models.student().folder() + "-seed" + seed))) {
      once.run(
          grid.task(), List.of(models.student().learner(), models.large().learner()), strategy());
    }
  }

  /**
   * Runs a seed; what is recorded is not done again.
   *
   * @throws InvalidInputException if a folder has a run of other data or settings
   */
  public void run(int seed) {
    AcquiredLabels<A> chosen = acquire(models.student(), seed);
    Member<A> first = models.successors().get(0);
    if (arms.contains(PlasmArm.ITSELF)) {
      SeedCurve own = acquire(first, seed).own().orElseThrow();
      add(PlasmVerdicts.curve(first.title(), PlasmArm.ITSELF), seed, own.labels(), own.qualities());
    }
    acquire(models.large(), seed); // which is there where it is one of the others
    Map<String, List<Iteration>> rounds = new LinkedHashMap<>();
    List<Integer> points = points(chosen.counts());
    points.forEach(round -> after(chosen, round, rounds));
    rounds.forEach(
        (name, measured) -> {
          SeedCurve curve =
              new SeedCurve(
                  seed,
                  points.stream().map(chosen.counts()::get).toList(),
                  measured.stream().map(grid::quality).toList());
          found.curves().add(name, curve);
          Iteration last = measured.get(measured.size() - 1);
          found.last().computeIfAbsent(name, x -> new ArrayList<>()).add(last);
        });
  }

  /** Adds the measured rounds of a curve that has all. */
  private void add(String name, int seed, List<Integer> labels, List<Double> qualities) {
    List<Integer> points = points(labels);
    SeedCurve curve =
        new SeedCurve(
            seed,
            points.stream().map(labels::get).toList(),
            points.stream().map(qualities::get).toList());
    found.curves().add(name, curve);
  }

  /** The rounds that are measured, of so many. */
  private List<Integer> points(List<Integer> counts) {
    int rounds = counts.size();
    return IntStream.range(0, rounds)
        .filter(round -> (rounds - 1 - round) % every == 0)
        .boxed()
        .toList();
  }

  private AcquiredLabels<A> acquire(Member<A> by, int seed) {
    AcquiredLabels<A> acquired =
        grid.acquire(new AcquisitionGrid.Acquirer<>(by.folder(), by.learner(), strategy()), seed);
    List<AcquiredLabels<?>> all =
        found.acquired().computeIfAbsent(by.title(), x -> new ArrayList<>());
    if (all.stream().noneMatch(one -> one.seed() == seed)) {
      all.add(acquired);
    }
    return acquired;
  }

  /** All that is trained on the student's labels after a round; the teacher's fit is shared. */
  private void after(AcquiredLabels<A> chosen, int round, Map<String, List<Iteration>> rounds) {
    try (SharedFirstFit<A, ?> teacher =
        shared(models.teacher().learner(), chosen.rounds().get(round).size())) {
      for (Member<A> successor : models.successors()) {
        boolean first = successor.equals(models.successors().get(0));
        for (PlasmArm arm : arms) {
          boolean plain = arm == PlasmArm.STUDENT || arm == PlasmArm.PSEUDO;
          if (plain || (first && arm.hasPseudoLabels())) {
            Iteration measured =
                grid.successorAfter(chosen, round, successor(arm, successor, teacher));
            rounds
                .computeIfAbsent(
                    PlasmVerdicts.curve(successor.title(), arm), x -> new ArrayList<>())
                .add(measured);
          }
        }
      }
    }
  }

  private static <A extends Annotation, M extends ActiveModel<A>> SharedFirstFit<A, M> shared(
      Learner<A, M> learner, int labels) {
    return SharedFirstFit.of(learner, labels);
  }

  private AcquisitionGrid.Successor<A> successor(
      PlasmArm arm, Member<A> who, Learner<A, ActiveModel<A>> teacher) {
    String folder = arm.word() + "-" + who.folder();
    if (!arm.hasPseudoLabels()) {
      return new AcquisitionGrid.Successor<>(folder, who.learner(), grid.task().evaluator());
    }
    Learner<A, ? extends ActiveModel<A>> labelling =
        switch (arm) {
          case BY_STUDENT -> models.student().learner();
          case BY_ITSELF -> who.learner();
          case BY_WEAK -> models.weak().learner();
          default -> teacher;
        };
    PlasmLearner<A, ?, ? extends ActiveModel<A>> learner =
        PlasmLearner.of(labelling, who.learner(), grid.task().pool().corpus(), arm.options(drop))
            .withKnownGold(grid.task().train());
    return new AcquisitionGrid.Successor<>(
        folder, learner, new PseudoLabelScores<>(learner, grid.task().evaluator()));
  }
}
