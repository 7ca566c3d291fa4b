package org.al4j.examples.ups;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.al4j.core.log.Iteration;
import org.al4j.examples.experiment.Cells;
import org.al4j.examples.ups.SubsamplingSeed.Arm;
import org.al4j.metrics.curve.Aulc;
import org.al4j.metrics.curve.LearningCurve;
import org.al4j.metrics.curve.PairedComparison;
import org.al4j.strategies.ups.UpsRound;

/** The tables of pool subsampling: quality and cost, times by round, PLASM's table 2. */
public record SubsamplingTables(String score, List<SubsamplingSeed> seeds) {
  /** Copies the list, which has a seed at least. */
  public SubsamplingTables {
    seeds = List.copyOf(seeds);
  }

  private List<Arm> arms() {
    return List.of(Arm.values()).stream()
        .filter(arm -> seeds.get(0).records().containsKey(arm))
        .toList();
  }

  /** The curves, full scoring first. */
  public List<LearningCurve> curves() {
    return arms().stream().map(this::curve).toList();
  }

  private LearningCurve curve(Arm arm) {
    return new LearningCurve(
        arm.title(),
        seeds.stream().map(seed -> Objects.requireNonNull(seed.curves().get(arm))).toList());
  }

  /** A row for each arm. */
  public String quality() {
    List<List<String>> rows = new ArrayList<>();
    for (Arm arm : arms()) {
      LearningCurve curve = curve(arm);
      rows.add(
          List.of(
              arm.title(),
              Cells.estimate(Aulc.areaOverSeeds(curve)),
              arm == Arm.FULL
                  ? ""
                  : Cells.difference(PairedComparison.of(curve, curve(Arm.FULL), Aulc::area)),
              passes(arm),
              mean("%.1f", seed -> seed.of(arm).trainSeconds()),
              mean("%.2f", seed -> seed.of(arm).scoreSeconds()),
              mean("%.1f", seed -> seed.of(arm).seconds())));
    }
    return Cells.table(
        List.of(
            "scored",
            score + " over the run",
            "less full scoring (win/tie/loss)",
            "passes",
            "train s",
            "score s",
            "together s"),
        rows);
  }

  private String passes(Arm arm) {
    return arm == Arm.LARGE
        ? mean("%.0f", seed -> pools(seed.of(arm)))
        : mean("%.0f", seed -> seed.of(arm).passes().stream().mapToInt(UpsRound::scored).sum());
  }

  /** Texts to choose from, of all queries. */
  private static double pools(AcquisitionRecord record) {
    List<Iteration> history = record.history();
    return history.subList(0, history.size() - 1).stream().mapToInt(Iteration::unlabelled).sum();
  }

  /** PLASM's tables 1 and 6: seconds to train a model, and to choose by it. */
  public String times() {
    List<String> head = new ArrayList<>(List.of("query"));
    for (Arm arm : arms()) {
      head.add(arm.title() + ": train s");
      head.add("score s");
    }
    List<List<String>> rows = new ArrayList<>();
    int rounds = seeds.get(0).of(Arm.FULL).history().size();
    for (int round = 1; round < rounds; round++) {
      int at = round;
      List<String> row = new ArrayList<>(List.of(Integer.toString(round - 1)));
      for (Arm arm : arms()) {
        row.add(mean("%.2f", seed -> seed.of(arm).history().get(at - 1).fitSeconds()));
        row.add(mean("%.3f", seed -> seed.of(arm).history().get(at).selectSeconds()));
      }
      rows.add(row);
    }
    List<String> all = new ArrayList<>(List.of("all"));
    for (Arm arm : arms()) {
      all.add(mean("%.1f", seed -> seed.of(arm).trainSeconds()));
      all.add(mean("%.2f", seed -> seed.of(arm).scoreSeconds()));
    }
    rows.add(all);
    return Cells.table(head, rows);
  }

  /** PLASM's table 2: of each query of full scoring, how much the top of the pool held. */
  public String tops() {
    List<Integer> queries = seeds.get(0).of(Arm.FULL).tops().keySet().stream().sorted().toList();
    List<String> head = new ArrayList<>(List.of("top by the model before"));
    queries.forEach(query -> head.add("query " + query));
    List<List<String>> rows = new ArrayList<>();
    for (double top : AcquisitionRecord.TOPS) {
      List<String> row = new ArrayList<>(List.of(String.format(Locale.ROOT, "%.0f %%", 100 * top)));
      queries.forEach(query -> row.add(mean("%.3f", seed -> seed.top(query, top))));
      rows.add(row);
    }
    return Cells.table(head, rows);
  }

  private String mean(String format, ToDoubleFunction<SubsamplingSeed> number) {
    return Cells.number(format, SubsamplingSeed.mean(seeds, number));
  }
}
