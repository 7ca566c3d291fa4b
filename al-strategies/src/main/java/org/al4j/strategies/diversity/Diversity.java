package org.al4j.strategies.diversity;

import java.util.List;
import java.util.Set;
import org.al4j.core.data.Instance;
import org.al4j.core.model.Output;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Utility;
import org.al4j.strategies.diversity.ClusterBased.Mixture;
import org.al4j.strategies.diversity.Representative.Form;
import org.al4j.strategies.diversity.Representative.Mix;
import org.al4j.strategies.uncertainty.LeastConfidence;

/**
 * The diversity strategies with the settings of their papers; the records themselves take others.
 */
public final class Diversity {
  private static final int NEIGHBOURS = 10;
  private static final int CENTRES = 16;
  private static final int REFERENCE = 1000;

  private Diversity() {}

  /** Selects what is farthest from everything labelled or chosen: {@link CoreSet}, Euclidean. */
  public static QueryStrategy coreSet() {
    return new CoreSet(Distance.EUCLIDEAN);
  }

  /**
   * Selects what would change the last layer much, each in another direction: {@link Badge},
   * largest norm first.
   */
  public static QueryStrategy badge() {
    return new Badge(Badge.First.LARGEST_NORM);
  }

  /**
   * Selects the instances where the model contradicts the 10 nearest labelled instances: {@link
   * Contrastive}, Euclidean.
   */
  public static QueryStrategy contrastive() {
    return new Contrastive(NEIGHBOURS, Distance.EUCLIDEAN);
  }

  /**
   * Selects from each of as many clusters as the budget has the member nearest to the centre:
   * {@link ClusterBased}.
   */
  public static QueryStrategy clusterCentres() {
    return cluster(new Mixture(1, 0, 0));
  }

  /**
   * Selects from each of as many clusters as the budget has the member farthest from the centre:
   * {@link ClusterBased}.
   */
  public static QueryStrategy clusterOutliers() {
    return cluster(new Mixture(0, 1, 0));
  }

  /**
   * Selects from each of as many clusters as the budget has a random member: {@link ClusterBased}.
   */
  public static QueryStrategy clusterRandom() {
    return cluster(new Mixture(0, 0, 1));
  }

  /** Selects from each cluster the mixture; cosine distance: {@link ClusterBased}. */
  public static QueryStrategy cluster(Mixture mixture) {
    return new ClusterBased(0, mixture, Distance.COSINE);
  }

  /**
   * Selects what is most like the target: {@link Representative}, 16 centres.
   *
   * @param target texts of the target domain; empty for the candidates
   */
  public static QueryStrategy representative(List<Instance> target, Form form) {
    return new Representative(target, form, CENTRES, new Mix(new LeastConfidence(), 0));
  }

  /**
   * Selects what is most like the target and uncertain: {@link Representative}, 16 centres.
   *
   * @param target texts of the target domain; empty for the candidates
   * @param weight of the uncertainty, in [0, 1]
   */
  public static QueryStrategy representative(
      List<Instance> target, Form form, Utility uncertainty, double weight) {
    return new Representative(target, form, CENTRES, new Mix(uncertainty, weight));
  }

  /**
   * Selects what activates the output neurons least: {@link ModelOutliers} on LOGITS.
   *
   * @param reference held-out unlabelled texts; empty to draw 1,000 candidates
   */
  public static QueryStrategy modelOutliers(List<Instance> reference) {
    return new ModelOutliers(Set.of(Output.LOGITS), reference, REFERENCE);
  }

  /**
   * Selects what is typical of uncovered regions: {@link Typicality}, 20 neighbours, 500 clusters,
   * above 5 members.
   */
  public static QueryStrategy typicality() {
    return new Typicality(20, 500, 5);
  }

  /**
   * Selects across the clusters of the 10 b most unsure candidates, for b wanted: {@link
   * ClusterMargin}.
   */
  public static QueryStrategy clusterMargin() {
    return new ClusterMargin(10, 0, 0, ClusterMargin.Member.RANDOM);
  }

  /**
   * Selects what can be told from everything labelled: {@link Discriminative}, 10 sub-batches, 10
   * for each labelled.
   */
  public static QueryStrategy discriminative() {
    return new Discriminative(10, 10);
  }
}
