package org.al4j.strategies.tagging;

import java.nio.FloatBuffer;
import java.util.Objects;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.query.Utility;
import org.al4j.core.tags.WordRule;

/**
 * Selects the sentences whose best tags are least likely, by the word: maximum normalised
 * log-probability.
 *
 * <p><b>Utility</b>: {@code -1/n log P(y* | x)} for the tags {@code y*} that the model predicts and
 * {@code n} words; in {@code [0, inf)} nats, larger is selected first. Where words are independent
 * it is the mean over the words of {@code -log max p}; of a CRF the whole path's. Without the
 * division long sentences would always come first. A sentence without words has 0.
 *
 * <p><b>Needs</b>: SEQUENCE_LOG_LIKELIHOOD {@code [n]} and the words of the instances (of a text
 * that has none, what lies between blanks), so that each model says what it predicts: a CRF its
 * best path, a tagger whose decoding is constrained its best allowed tags. With {@link Of#WORDS}
 * TOKEN_LOG_PROBABILITIES {@code [n, w, C]}, for models that give no more.
 *
 * <p><b>Cost</b>: O(1) a sentence; {@code O(w C)} with {@link Of#WORDS}.
 *
 * <p><b>Source</b>: Shen et al. 2018, Deep Active Learning for Named Entity Recognition; Tsvigun et
 * al. 2022.
 *
 * <p><b>Departures</b>: the sources minimise the log-probability; here it is negated. With {@link
 * Of#WORDS} a CRF's words count by their marginals, which is not the path's likelihood.
 *
 * @param of whose likelihood
 */
public record Mnlp(Of of) implements Utility {
  /** Whose likelihood. */
  public enum Of {
    /** That of the whole predicted sequence. */
    SEQUENCE,
    /** That of each word's most probable tag. */
    WORDS
  }

  /** Refuses null. */
  public Mnlp {
    Objects.requireNonNull(of, "of");
  }

  @Override
  public Set<Output> needs() {
    return Set.of(
        of == Of.SEQUENCE ? Output.SEQUENCE_LOG_LIKELIHOOD : Output.TOKEN_LOG_PROBABILITIES);
  }

  /** Tags alone: a generated text has no words before it is made. */
  @Override
  public Set<Class<? extends Annotation>> kinds() {
    return Set.of(TagSequence.class);
  }

  @Override
  public void score(Outputs in, double[] out) {
    if (of == Of.WORDS) {
      WordRows.score(in, out, (p, from, to) -> -WordRows.largest(p, from, to), WordRows::mean);
      return;
    }
    FloatBuffer logs = in.rows(Output.SEQUENCE_LOG_LIKELIHOOD);
    for (int i = 0; i < in.size(); i++) {
      Instance instance = in.instances().get(i);
      int words = words(instance);
      if (words == 0 && logs.get(i) < 0) {
        throw new InvalidInputException(
            "instance '"
                + instance.id()
                + "' has no words to divide its likelihood by, which the model found in it; a pool"
                + " of ids, as al-spark's, has mnlp computed where the texts are");
      }
      out[i] = words == 0 ? 0 : -(double) logs.get(i) / words;
    }
  }

  /**
   * Of a text that was not read as words those that taggers cut; there is one unless it is blank.
   */
  private static int words(Instance instance) {
    if (!instance.words().isEmpty()) {
      return instance.words().size();
    }
    return instance.text().isBlank() ? 0 : Math.max(1, WordRule.cut(instance.text()).size());
  }
}
