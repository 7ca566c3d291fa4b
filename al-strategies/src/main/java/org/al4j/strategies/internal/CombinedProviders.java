package org.al4j.strategies.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.StrategyProvider;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.ReadOptions;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.coldstart.ColdStart;
import org.al4j.strategies.coldstart.HashedWords;
import org.al4j.strategies.combined.ActiveTransfer;
import org.al4j.strategies.combined.StageSwitch;
import org.al4j.strategies.combined.Staged;
import org.al4j.strategies.combined.UncertaintyThenCluster;
import org.al4j.strategies.cost.Affordable;
import org.al4j.strategies.cost.Price;
import org.al4j.strategies.cost.ReturnOnInvestment;
import org.al4j.strategies.diversity.Distance;

/** Provide strategies made of others, and those that mind the price, by name. */
public final class CombinedProviders {
  private static final int MANY = 1_000_000_000;

  private CombinedProviders() {}

  /**
   * Provides {@code uncertainty-then-cluster}. Parameters: {@code utility} (a pointwise strategy),
   * {@code beta}, {@code distance} (cosine or euclidean).
   */
  public static final class UncertaintyThenClusterProvider implements StrategyProvider {
    @Override
    public String name() {
      return "uncertainty-then-cluster";
    }

    @Override
    public String summary() {
      return "one of each cluster of the most uncertain";
    }

    @Override
    public String source() {
      return "Monarch 2021";
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = new Parameters(name(), parameters, "utility", "beta", "distance");
      return new UncertaintyThenCluster(
          Strategies.utility(given.text("utility", "least-confidence")),
          given.real("beta", 10, 1, MANY),
          given.oneOf("distance", "cosine", "euclidean").equals("cosine")
              ? Distance.COSINE
              : Distance.EUCLIDEAN);
    }
  }

  /**
   * Provides {@code staged}. Parameters: {@code first} and {@code then} (strategies), and {@code
   * round} or {@code labels}, where the second begins.
   */
  public static final class StagedProvider implements StrategyProvider {
    @Override
    public String name() {
      return "staged";
    }

    @Override
    public String summary() {
      return "as one strategy says first and another later";
    }

    @Override
    public String source() {
      return "Monarch 2021";
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = new Parameters(name(), parameters, "first", "then", "round", "labels");
      if (parameters.containsKey("round") == parameters.containsKey("labels")) {
        throw new InvalidInputException(
            "staged needs either round or labels, where the second strategy begins; write"
                + " staged(first=core-set,then=margin,round=3)");
      }
      StageSwitch until =
          parameters.containsKey("round")
              ? StageSwitch.atRound(given.whole("round", 1, 1, MANY))
              : StageSwitch.atLabels(given.whole("labels", 1, 1, MANY));
      return new Staged(
          Strategies.named(given.text("first", "core-set")),
          until,
          Strategies.named(given.text("then", "least-confidence")));
    }
  }

  /**
   * Provides {@code active-transfer}. Parameters: {@code validation} (a file with labels, not of
   * the pool), {@code batches} (1 for the plain form, more for the adaptive one).
   */
  public static final class ActiveTransferProvider implements StrategyProvider {
    @Override
    public String name() {
      return "active-transfer";
    }

    @Override
    public String summary() {
      return "where the model will be wrong, as its errors on validation data tell";
    }

    @Override
    public String source() {
      return "Monarch 2021";
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = new Parameters(name(), parameters, "validation", "batches");
      String file = given.text("validation", "");
      if (file.isEmpty()) {
        throw new InvalidInputException(
            "active-transfer learns from validation data; write"
                + " active-transfer(validation=FILE)");
      }
      List<Labelled<ClassLabel>> validation =
          Datasets.read(Path.of(file), ReadOptions.DEFAULT).items();
      return ActiveTransfer.adaptive(validation, given.whole("batches", 1, 1, MANY));
    }
  }

  /**
   * Provides {@code roi}. Parameters: {@code utility} (a pointwise strategy), {@code base} and
   * {@code word}, the price of a text and of each of its words, and {@code learnt}, the number of
   * measured times from which on they are the price.
   */
  public static final class RoiProvider implements StrategyProvider {
    @Override
    public String name() {
      return "roi";
    }

    @Override
    public String summary() {
      return "what is most uncertain for its price";
    }

    @Override
    public String source() {
      return "Settles et al. 2008";
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = new Parameters(name(), parameters, "utility", "base", "word", "learnt");
      return new ReturnOnInvestment(
          Strategies.utility(given.text("utility", "least-confidence")), words(given));
    }
  }

  /**
   * Provides {@code affordable}. Parameters: {@code strategy}, {@code limit}, {@code base} and
   * {@code word}, the price of a text and of each of its words, and {@code learnt}, the number of
   * measured times from which on they are the price.
   */
  public static final class AffordableProvider implements StrategyProvider {
    @Override
    public String name() {
      return "affordable";
    }

    @Override
    public String summary() {
      return "as another strategy says, but nothing above a price";
    }

    @Override
    public String source() {
      return "the lecture \"Active Learning\"";
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given =
          new Parameters(name(), parameters, "strategy", "limit", "base", "word", "learnt");
      if (!parameters.containsKey("limit")) {
        throw new InvalidInputException(
            "affordable needs the largest price; write affordable(strategy=margin,limit=30)");
      }
      return new Affordable(
          Strategies.named(given.text("strategy", "least-confidence")),
          words(given),
          given.real("limit", 1, Double.MIN_NORMAL, MANY));
    }
  }

  /**
   * Provides {@code cold-start}, for the first batch. Parameters: {@code strategy} (one that needs
   * embeddings only), {@code dimensions} of the hashed words it goes by.
   */
  public static final class ColdStartProvider implements StrategyProvider {
    @Override
    public String name() {
      return "cold-start";
    }

    @Override
    public String summary() {
      return "as another strategy says, by the words alone: for the first batch";
    }

    @Override
    public String source() {
      return "Hacohen et al. 2022";
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = new Parameters(name(), parameters, "strategy", "dimensions");
      HashedWords words =
          new HashedWords(given.whole("dimensions", HashedWords.DIMENSIONS, 1, 65_536));
      return new ColdStart(
          Strategies.named(given.text("strategy", "typicality")), words, words.toString());
    }
  }

  private static Price words(Parameters given) {
    Price price =
        Price.words(given.real("base", 1, Double.MIN_NORMAL, MANY), given.real("word", 1, 0, MANY));
    int learnt = given.whole("learnt", 0, 0, MANY);
    return learnt == 0 ? price : Price.learntWhileLabelling(price, learnt);
  }
}
