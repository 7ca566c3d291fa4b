package org.al4j.strategies.named;

import java.util.Map;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.settings.Parameters;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.tagging.BestSequencesEntropy;
import org.al4j.strategies.tagging.Mnlp;
import org.al4j.strategies.tagging.Tagging;
import org.al4j.strategies.tagging.TokenEntropy;

/** Provide the strategies of {@link Tagging} by name. */
public final class TaggingProviders {
  private static final String SETTLES_CRAVEN = "Settles and Craven 2008";

  private TaggingProviders() {}

  /** Provides {@code mnlp}. Parameters: {@code of} (sequence; or words). */
  public static final class MnlpProvider extends Described {
    /** For the service loader. */
    public MnlpProvider() {
      super(
          "mnlp",
          "where the best tags of a sentence are least likely, by the word",
          "Shen et al. 2018; Tsvigun et al. 2022",
          "O(1) a candidate; of=words O(C) a word");
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = Parameters.of(name(), parameters, "of");
      boolean words = given.oneOf("of", "sequence", "words").equals("words");
      return Strategies.pointwise(new Mnlp(words ? Mnlp.Of.WORDS : Mnlp.Of.SEQUENCE));
    }
  }

  /** Provides {@code token-entropy}. Parameters: {@code of} (mean; or total, largest). */
  public static final class TokenEntropyProvider extends Described {
    /** For the service loader. */
    public TokenEntropyProvider() {
      super(
          "token-entropy",
          "where the tags of a sentence's words are most spread",
          SETTLES_CRAVEN,
          "O(C) a word, an exponential a tag");
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = Parameters.of(name(), parameters, "of");
      TokenEntropy.Of of =
          switch (given.oneOf("of", "mean", "total", "largest")) {
            case "total" -> TokenEntropy.Of.TOTAL;
            case "largest" -> TokenEntropy.Of.LARGEST;
            default -> TokenEntropy.Of.MEAN;
          };
      return Strategies.pointwise(new TokenEntropy(of));
    }
  }

  /** Provides the strategy {@code token-margin}. */
  public static final class TokenMarginProvider extends PlainProvider {
    /** For the service loader. */
    public TokenMarginProvider() {
      super(
          "token-margin",
          "where the two most probable tags of one word are nearest",
          "Scheffer et al. 2001",
          "O(C) a word",
          Tagging::margin);
    }
  }

  /** Provides the strategy {@code sequence-least-confidence}. */
  public static final class SequenceLeastConfidenceProvider extends PlainProvider {
    /** For the service loader. */
    public SequenceLeastConfidenceProvider() {
      super(
          "sequence-least-confidence",
          "where the best sequence of a text is least probable",
          "Culotta and McCallum 2005",
          "O(1) a candidate",
          Tagging::leastConfidence);
    }
  }

  /** Provides {@code best-sequences-entropy}. Parameters: {@code normalised} (true). */
  public static final class BestSequencesEntropyProvider extends Described {
    /** For the service loader. */
    public BestSequencesEntropyProvider() {
      super(
          "best-sequences-entropy",
          "where the k best sequences of a text are about equally probable",
          SETTLES_CRAVEN,
          "O(k) a candidate; the model finds the k best");
    }

    @Override
    public QueryStrategy create(Map<String, String> parameters) {
      Parameters given = Parameters.of(name(), parameters, "normalised");
      return Strategies.pointwise(new BestSequencesEntropy(given.flag("normalised", true)));
    }
  }

  /** Provides the strategy {@code token-bald}. */
  public static final class TokenBaldProvider extends PlainProvider {
    /** For the service loader. */
    public TokenBaldProvider() {
      super(
          "token-bald",
          "where a sentence's tags would tell most about which member is right",
          "Houlsby et al. 2011; Shen et al. 2018",
          "O(m C) a word, an exponential a tag",
          Tagging::bald);
    }
  }

  /** Provides the strategy {@code token-vote-entropy}. */
  public static final class TokenVoteEntropyProvider extends PlainProvider {
    /** For the service loader. */
    public TokenVoteEntropyProvider() {
      super(
          "token-vote-entropy",
          "where the members' votes on the tags of a sentence are most divided",
          "Dagan and Engelson 1995; " + SETTLES_CRAVEN,
          "O(m C) a word",
          Tagging::voteEntropy);
    }
  }
}
