package org.al4j.examples.ups;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.al4j.core.InvalidInputException;
import org.al4j.core.log.Iteration;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.metrics.TopRanked;
import org.al4j.strategies.ups.Ups;
import org.al4j.strategies.ups.UpsRound;
import org.al4j.strategies.ups.UpsSettings;

/**
 * What the log of a run says of its cost, however often the run was taken up.
 *
 * @param history its rounds, round 0 first
 * @param passes what each query put through the model; empty without pool subsampling
 * @param tops of each query from 1 on the share that lay in each of {@link #TOPS} of the pool by
 *     the model of the query before; empty without pool subsampling
 */
public record AcquisitionRecord(
    List<Iteration> history, List<UpsRound> passes, Map<Integer, List<Double>> tops) {
  /** Shares of the pool, as the rows of PLASM's table 2. */
  public static final List<Double> TOPS = List.of(0.1, 0.2, 0.3, 0.4, 0.5);

  /** Copies the collections. */
  public AcquisitionRecord {
    history = List.copyOf(history);
    passes = List.copyOf(passes);
    tops = Map.copyOf(tops);
  }

  /**
   * Reads a finished run.
   *
   * @param run its folder
   * @param ids of the pool, by ordinal
   */
  public static AcquisitionRecord read(Path run, List<String> ids) {
    List<Iteration> history = new ArrayList<>();
    List<RunEvent.Asked> asked = new ArrayList<>();
    for (RunEvent event : RunLog.read(run)) {
      if (event instanceof RunEvent.Trained trained) {
        history.add(trained.iteration());
      } else if (event instanceof RunEvent.Asked query) {
        asked.add(query);
      }
    }
    return new AcquisitionRecord(history, passes(run, asked), tops(run, asked, ids));
  }

  /** Whether a run was brought to its end. */
  public static boolean isFinished(Path run) {
    try {
      return RunLog.read(run).stream().anyMatch(RunEvent.Stopped.class::isInstance);
    } catch (InvalidInputException e) {
      return false; // there is none, or the loop will say what is wrong with it
    }
  }

  /** Seconds of the models that made queries: all but the last, which is only measured. */
  public double trainSeconds() {
    return history.subList(0, history.size() - 1).stream().mapToDouble(Iteration::fitSeconds).sum();
  }

  /** Seconds to choose, the forward passes included. */
  public double scoreSeconds() {
    return history.stream().skip(1).mapToDouble(Iteration::selectSeconds).sum();
  }

  /** Of training and choosing. */
  public double seconds() {
    return trainSeconds() + scoreSeconds();
  }

  private static List<UpsRound> passes(Path run, List<RunEvent.Asked> asked) {
    for (int i = asked.size() - 1; i >= 0; i--) {
      if (asked.get(i).policyState().isPresent()) {
        return policy(run, asked.get(i)).report().rounds();
      }
    }
    return List.of();
  }

  private static Map<Integer, List<Double>> tops(
      Path run, List<RunEvent.Asked> asked, List<String> ids) {
    Map<String, Integer> unlabelled = new LinkedHashMap<>();
    ids.forEach(id -> unlabelled.put(id, unlabelled.size()));
    Map<Integer, List<Double>> tops = new HashMap<>();
    for (int round = 0; round < asked.size(); round++) {
      if (round > 1 && asked.get(round - 1).policyState().isPresent()) {
        List<String> query = ids(asked.get(round));
        tops.put(round - 1, shares(policy(run, asked.get(round - 1)), unlabelled, query));
      }
      unlabelled.keySet().removeAll(ids(asked.get(round)));
    }
    return tops;
  }

  private static List<String> ids(RunEvent.Asked asked) {
    return asked.items().stream().map(RunEvent.AskedItem::id).toList();
  }

  private static List<Double> shares(
      Ups before, Map<String, Integer> unlabelled, List<String> query) {
    double[] scores =
        unlabelled.values().stream()
            .mapToDouble(ordinal -> before.lastScore(ordinal).orElseThrow())
            .toArray();
    List<String> order = List.copyOf(unlabelled.keySet());
    Map<String, Integer> places = new HashMap<>();
    order.forEach(id -> places.put(id, places.size()));
    int[] queried = query.stream().mapToInt(id -> Objects.requireNonNull(places.get(id))).toArray();
    return TOPS.stream().map(top -> TopRanked.share(scores, queried, top)).toList();
  }

  /** A policy as it was when a query had been chosen. */
  private static Ups policy(Path run, RunEvent.Asked asked) {
    Path file = run.resolve("state").resolve(asked.policyState().orElseThrow().file());
    Ups policy = Ups.of(UpsSettings.paper()); // its settings do not matter, only its memory is read
    try {
      policy.restore(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new InvalidInputException(file + " cannot be read: " + e.getMessage(), e);
    }
    return policy;
  }
}
