package org.al4j.strategies.named;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.ReadOptions;
import org.al4j.core.settings.Parameters;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.coldstart.ColdStart;
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
  public static final class UncertaintyThenClusterProvider extends Described {
    /** For the service loader. */
    public UncertaintyThenClusterProvider() {
      super(
          "uncertainty-then-cluster",
          "one of each cluster of the most uncertain",
          "Monarch 2021",
          "O(beta b^2 d) an iteration; beta b d floats");
    }

    @Override
    public String needs() {
      return "EMBEDDING and what utility needs";
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = Parameters.of(name(), parameters, "utility", "beta", "distance");
      return new UncertaintyThenCluster(
          Strategies.utility(given.text("utility", "least-confidence")),
          given.real("beta", 10, 1, MANY),
          given.oneOf("distance", Distance.COSINE));
    }
  }

  /**
   * Provides {@code staged}. Parameters: {@code first} and {@code then} (strategies), and {@code
   * round} or {@code labels}, where the second begins.
   */
  public static final class StagedProvider extends Described {
    /** For the service loader. */
    public StagedProvider() {
      super(
          "staged",
          "as one strategy says first and another later",
          "Monarch 2021",
          "that of the stage");
    }

    @Override
    public String needs() {
      return "what either needs";
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = Parameters.of(name(), parameters, "first", "then", "round", "labels");
      if (given.has("round") == given.has("labels")) {
        throw new InvalidInputException(
            "staged needs either round or labels, where the second strategy begins; write"
                + " staged(first=core-set,then=margin,round=3)");
      }
      StageSwitch until =
          given.has("round")
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
  public static final class ActiveTransferProvider extends Described {
    /** For the service loader. */
    public ActiveTransferProvider() {
      super(
          "active-transfer",
          "where the model will be wrong, as predicted from its errors on validation data",
          "Monarch 2021",
          "a pass over the validation data, O(m d) a step of descent; adaptive n d floats");
    }

    @Override
    public String needs() {
      return "PROBABILITIES, EMBEDDING, of the validation texts too";
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = Parameters.of(name(), parameters, "validation", "batches");
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
  public static final class RoiProvider extends Described {
    /** For the service loader. */
    public RoiProvider() {
      super(
          "roi",
          "what is most uncertain for its price",
          "Settles et al. 2008",
          "eight bytes a candidate");
    }

    @Override
    public String needs() {
      return "what utility needs";
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = Parameters.of(name(), parameters, "utility", "base", "word", "learnt");
      return new ReturnOnInvestment(
          Strategies.utility(given.text("utility", "least-confidence")), words(given));
    }
  }

  /**
   * Provides {@code affordable}. Parameters: {@code strategy}, {@code limit}, {@code base} and
   * {@code word}, the price of a text and of each of its words, and {@code learnt}, the number of
   * measured times from which on they are the price.
   */
  public static final class AffordableProvider extends Described {
    /** For the service loader. */
    public AffordableProvider() {
      super(
          "affordable",
          "as another strategy says, but nothing above a price",
          "the lecture \"Active Learning\"",
          "that of strategy, and a price for each candidate");
    }

    @Override
    public String needs() {
      return "what strategy needs";
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given =
          Parameters.of(name(), parameters, "strategy", "limit", "base", "word", "learnt");
      if (!given.has("limit")) {
        throw new InvalidInputException(
            "affordable needs the largest price; write affordable(strategy=margin,limit=30)");
      }
      return new Affordable(
          Strategies.named(given.text("strategy", "least-confidence")),
          words(given),
          given.positive("limit", 1));
    }
  }

  /**
   * Provides {@code cold-start}, for the first batch. Parameters: {@code strategy} (one that needs
   * embeddings only); {@code checkpoint}, by whose embeddings it goes, or {@code dimensions} of the
   * hashed words. With neither it goes by what the learner sees before any training, else by hashed
   * words.
   */
  public static final class ColdStartProvider extends Described {
    /** For the service loader. */
    public ColdStartProvider() {
      super(
          "cold-start",
          "as another strategy says, by embeddings or the words alone: for the first batch",
          "Hacohen et al. 2022",
          "that of strategy, and embedding each text once, or hashing its words");
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = Parameters.of(name(), parameters, "strategy", "dimensions", "checkpoint");
      QueryStrategy strategy = Strategies.named(given.text("strategy", "typicality"));
      SeenTexts seen = SeenTexts.of(given);
      return new ColdStart(strategy, seen.view().model(), seen.view().name(), seen.learnersFirst());
    }
  }

  private static Price words(Parameters given) {
    Price price = Price.words(given.positive("base", 1), given.real("word", 1, 0, MANY));
    int learnt = given.whole("learnt", 0, 0, MANY);
    return learnt == 0 ? price : Price.learntWhileLabelling(price, learnt);
  }
}
