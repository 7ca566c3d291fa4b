package org.al4j.strategies.named;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.al4j.core.data.Instance;
import org.al4j.core.model.Output;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.ReadOptions;
import org.al4j.core.settings.Parameters;
import org.al4j.strategies.diversity.Badge;
import org.al4j.strategies.diversity.ClusterBased;
import org.al4j.strategies.diversity.ClusterMargin;
import org.al4j.strategies.diversity.Contrastive;
import org.al4j.strategies.diversity.CoreSet;
import org.al4j.strategies.diversity.Discriminative;
import org.al4j.strategies.diversity.Distance;
import org.al4j.strategies.diversity.ModelOutliers;
import org.al4j.strategies.diversity.Representative;
import org.al4j.strategies.diversity.Typicality;
import org.al4j.strategies.uncertainty.LeastConfidence;

/** Provide the strategies of {@link org.al4j.strategies.diversity.Diversity} by name. */
public final class DiversityProviders {
  private static final int MANY = 1_000_000_000;

  private DiversityProviders() {}

  /** The texts of the file that the parameter names; none if it was not given. */
  private static List<Instance> texts(Parameters given, String parameter) {
    String file = given.text(parameter, "");
    return file.isEmpty()
        ? List.of()
        : StreamSupport.stream(
                Datasets.readTexts(Path.of(file), ReadOptions.DEFAULT).spliterator(), false)
            .toList();
  }

  /** Provides {@code core-set}. Parameters: {@code distance} (euclidean or cosine). */
  public static final class CoreSetProvider extends Described {
    /** For the service loader. */
    public CoreSetProvider() {
      super(
          "core-set",
          "what is farthest from everything labelled or chosen",
          "Sener and Savarese 2018",
          "O(n d) a pick, O(n m d) for m labelled; n d floats");
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = Parameters.of(name(), parameters, "distance");
      return new CoreSet(given.oneOf("distance", Distance.EUCLIDEAN));
    }
  }

  /** Provides {@code badge}. Parameters: {@code first} (largest or uniform). */
  public static final class BadgeProvider extends Described {
    /** For the service loader. */
    public BadgeProvider() {
      super(
          "badge",
          "what would change the last layer much, each in another direction",
          "Ash et al. 2020",
          "O(n (C + d)) a pick; n (C + d) floats");
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = Parameters.of(name(), parameters, "first");
      boolean uniform = given.oneOf("first", "largest", "uniform").equals("uniform");
      return new Badge(uniform ? Badge.First.UNIFORM : Badge.First.LARGEST_NORM);
    }
  }

  /**
   * Provides {@code contrastive}. Parameters: {@code k}, {@code distance} (euclidean or cosine).
   */
  public static final class ContrastiveProvider extends Described {
    /** For the service loader. */
    public ContrastiveProvider() {
      super(
          "contrastive",
          "where the model contradicts the nearest labelled instances",
          "Margatina et al. 2021",
          "O(n m d) for m labelled; n (C + d + k) floats");
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = Parameters.of(name(), parameters, "k", "distance");
      return new Contrastive(
          given.whole("k", 10, 1, MANY), given.oneOf("distance", Distance.EUCLIDEAN));
    }
  }

  /**
   * Provides {@code cluster}. Parameters: {@code clusters} (0 follows the budget), the parts of the
   * mixture {@code nearest}, {@code outlier}, {@code random} (1, 0, 0 if none is given), {@code
   * distance} (cosine or euclidean).
   */
  public static final class ClusterProvider extends Described {
    /** For the service loader. */
    public ClusterProvider() {
      super(
          "cluster",
          "the centre, an outlier or a random member of each cluster",
          "Monarch 2021",
          "O(n k d) an iteration; n d floats");
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given =
          Parameters.of(name(), parameters, "clusters", "nearest", "outlier", "random", "distance");
      int outlier = given.whole("outlier", 0, 0, MANY);
      int random = given.whole("random", 0, 0, MANY);
      int fewest = (long) outlier + random == 0 ? 1 : 0;
      int nearest = given.whole("nearest", fewest, fewest, MANY);
      return new ClusterBased(
          given.whole("clusters", 0, 0, MANY),
          new ClusterBased.Mixture(nearest, outlier, random),
          given.oneOf("distance", Distance.COSINE));
    }
  }

  /**
   * Provides {@code representative}. Parameters: {@code target} (a file of texts; the candidates if
   * it is not given), {@code form} (lecture or contrastive), {@code clusters}, {@code uncertainty}
   * (the weight of least confidence).
   */
  public static final class RepresentativeProvider extends Described {
    /** For the service loader. */
    public RepresentativeProvider() {
      super(
          "representative",
          "what is most like the texts of the target domain",
          "Monarch 2021",
          "O((n + m) k d) for m target texts; (n + m) d floats");
    }

    @Override
    public String needs() {
      return "EMBEDDING, of the target texts too; PROBABILITIES if uncertainty is above 0";
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given =
          Parameters.of(name(), parameters, "target", "form", "clusters", "uncertainty");
      return new Representative(
          texts(given, "target"),
          given.oneOf("form", Representative.Form.LECTURE),
          given.whole("clusters", 16, 1, MANY),
          new Representative.Mix(new LeastConfidence(), given.real("uncertainty", 0, 0, 1)));
    }
  }

  /**
   * Provides {@code model-outliers}. Parameters: {@code layers} (logits, activations, embedding or
   * both, which is the first two), {@code reference} (a file of held-out texts), {@code sample} (of
   * candidates, without such a file).
   */
  public static final class ModelOutliersProvider extends Described {
    /** For the service loader. */
    public ModelOutliersProvider() {
      super(
          "model-outliers",
          "what activates the model's neurons least",
          "Monarch 2021",
          "O(d log m) a candidate for m reference texts; (n + m) d floats");
    }

    @Override
    public String needs() {
      return "LOGITS; others as layers says";
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = Parameters.of(name(), parameters, "layers", "reference", "sample");
      Set<Output> layers =
          switch (given.oneOf("layers", "logits", "activations", "embedding", "both")) {
            case "logits" -> Set.of(Output.LOGITS);
            case "activations" -> Set.of(Output.ACTIVATIONS);
            case "embedding" -> Set.of(Output.EMBEDDING);
            default -> Set.of(Output.LOGITS, Output.ACTIVATIONS);
          };
      return new ModelOutliers(
          layers, texts(given, "reference"), given.whole("sample", 1000, 1, MANY));
    }
  }

  /**
   * Provides {@code typicality}. Parameters: {@code neighbours}, {@code clusters} (at most), {@code
   * smallest}.
   */
  public static final class TypicalityProvider extends Described {
    /** For the service loader. */
    public TypicalityProvider() {
      super(
          "typicality",
          "what is typical of regions that nothing labelled covers",
          "Hacohen et al. 2022",
          "O(n k d) an iteration, O(s^2 d) a cluster of s; n d floats");
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = Parameters.of(name(), parameters, "neighbours", "clusters", "smallest");
      return new Typicality(
          given.whole("neighbours", 20, 1, MANY),
          given.whole("clusters", 500, 1, MANY),
          given.whole("smallest", 5, 0, MANY));
    }
  }

  /**
   * Provides {@code cluster-margin}. Parameters: {@code factor}, {@code clusters} (0 follows the
   * budget), {@code threshold}, {@code member} (random or margin).
   */
  public static final class ClusterMarginProvider extends Described {
    /** For the service loader. */
    public ClusterMarginProvider() {
      super(
          "cluster-margin",
          "across the clusters of what the model is unsure of, small ones first",
          "Citovsky et al. 2021",
          "O(s^2 d) for s = factor b; n d floats");
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given =
          Parameters.of(name(), parameters, "factor", "clusters", "threshold", "member");
      boolean random = given.oneOf("member", "random", "margin").equals("random");
      return new ClusterMargin(
          given.real("factor", 10, 1, MANY),
          given.whole("clusters", 0, 0, MANY),
          given.real("threshold", 0, 0, 2),
          random ? ClusterMargin.Member.RANDOM : ClusterMargin.Member.SMALLEST_MARGIN);
    }
  }

  /** Provides {@code discriminative}. Parameters: {@code batches}, {@code ratio}. */
  public static final class DiscriminativeProvider extends Described {
    /** For the service loader. */
    public DiscriminativeProvider() {
      super(
          "discriminative",
          "what can be told from everything labelled",
          "Gissin and Shalev-Shwartz 2019",
          "200 steps of O(ratio m d) and O(n d) a sub-batch; (n + ratio m) d floats");
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = Parameters.of(name(), parameters, "batches", "ratio");
      return new Discriminative(
          given.whole("batches", 10, 1, MANY), given.whole("ratio", 10, 1, 1_000_000));
    }
  }
}
