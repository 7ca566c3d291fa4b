package org.al4j.strategies.named;

import java.util.Map;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.settings.Parameters;
import org.al4j.strategies.multilabel.AdaptiveMultiLabel;
import org.al4j.strategies.multilabel.Cvirs;
import org.al4j.strategies.multilabel.LabelCardinality;
import org.al4j.strategies.multilabel.MultiLabel;

/** Provide the strategies of {@link MultiLabel} by name. */
public final class MultiLabelProviders {
  private static final String LI_GUO = "Li and Guo 2013";

  private MultiLabelProviders() {}

  private static double threshold(Parameters given) {
    return given.real(
        "threshold", 0.5, "a number between 0 and 1", value -> value > 0 && value < 1);
  }

  /** Provides the strategy {@code mean-label-entropy}. */
  public static final class MeanLabelEntropyProvider extends PlainProvider {
    /** For the service loader. */
    public MeanLabelEntropyProvider() {
      super(
          "mean-label-entropy",
          "where the classes of a label set are on average least decided",
          "Shannon 1948; Esuli and Sebastiani 2009",
          "O(C) a candidate, two logarithms a class",
          MultiLabel::meanEntropy);
    }
  }

  /** Provides the strategy {@code max-label-entropy}. */
  public static final class MaxLabelEntropyProvider extends PlainProvider {
    /** For the service loader. */
    public MaxLabelEntropyProvider() {
      super(
          "max-label-entropy",
          "where one class of a label set is least decided",
          "Shannon 1948; Esuli and Sebastiani 2009",
          "O(C) a candidate, two logarithms a class",
          MultiLabel::maxEntropy);
    }
  }

  /** Provides the strategy {@code mean-label-margin}. */
  public static final class MeanLabelMarginProvider extends PlainProvider {
    /** For the service loader. */
    public MeanLabelMarginProvider() {
      super(
          "mean-label-margin",
          "where the probabilities of a label set's classes are on average nearest to 1/2",
          "Scheffer et al. 2001; Esuli and Sebastiani 2009",
          "O(C) a candidate",
          MultiLabel::meanMargin);
    }
  }

  /** Provides {@code label-cardinality}. Parameters: {@code threshold} (0.5). */
  public static final class LabelCardinalityProvider extends Described {
    /** For the service loader. */
    public LabelCardinalityProvider() {
      super(
          "label-cardinality",
          "where the number of predicted labels is farthest from the labelled texts' mean",
          LI_GUO,
          "O(C) a candidate, O(m) for m labelled");
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      return new LabelCardinality(threshold(Parameters.of(name(), parameters, "threshold")));
    }
  }

  /**
   * Provides {@code adaptive-multi-label}. Parameters: {@code weight} of the margin (0.5), {@code
   * threshold} (0.5).
   */
  public static final class AdaptiveMultiLabelProvider extends Described {
    /** For the service loader. */
    public AdaptiveMultiLabelProvider() {
      super(
          "adaptive-multi-label",
          "where predicted labels are hardly apart from the others and their number is unusual",
          LI_GUO,
          "O(C) a candidate, O(m) for m labelled");
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = Parameters.of(name(), parameters, "weight", "threshold");
      return new AdaptiveMultiLabel(given.real("weight", 0.5, 0, 1), threshold(given));
    }
  }

  /** Provides {@code cvirs}. Parameters: {@code threshold} (0.5). */
  public static final class CvirsProvider extends Described {
    /** For the service loader. */
    public CvirsProvider() {
      super(
          "cvirs",
          "what is least decided for many classes and at odds with the labelled sets",
          "Reyes, Morell and Ventura 2018",
          "O(C n log n), O(C) for each pair of a predicted and a labelled set that differ from"
              + " the others; n C floats");
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      return new Cvirs(threshold(Parameters.of(name(), parameters, "threshold")));
    }
  }

  /** Provides the strategy {@code label-bald}. */
  public static final class LabelBaldProvider extends PlainProvider {
    /** For the service loader. */
    public LabelBaldProvider() {
      super(
          "label-bald",
          "where the members are sure of a label set's classes and contradict each other",
          "Houlsby et al. 2011",
          "O(m C) a candidate, 2 (m + 1) C logarithms",
          MultiLabel::bald);
    }
  }

  /** Provides the strategy {@code label-vote-entropy}. */
  public static final class LabelVoteEntropyProvider extends PlainProvider {
    /** For the service loader. */
    public LabelVoteEntropyProvider() {
      super(
          "label-vote-entropy",
          "where the members' votes on a label set's classes are most divided",
          "Dagan and Engelson 1995",
          "O(m C) a candidate, two logarithms a class",
          MultiLabel::voteEntropy);
    }
  }
}
