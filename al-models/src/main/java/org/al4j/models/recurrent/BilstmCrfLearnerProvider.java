package org.al4j.models.recurrent;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Output;
import org.al4j.core.settings.Parameters;
import org.al4j.models.embedding.VectorTable;
import org.al4j.models.internal.tags.BlockTagging;
import org.al4j.models.transformer.Recipe;
import org.al4j.models.transformer.RecipeOptions;

/**
 * Makes {@link BilstmCrfLearner}s by the name {@code bilstm-crf}. Parameters: {@code vectors} (a
 * text file as GloVe's; without it word vectors are learnt from the labelled sentences alone),
 * {@code train-vectors} (false), {@code word-width} (numbers of a learnt word vector: 0 with
 * vectors, 100 without), {@code char-width} (25), {@code char-widths} (2+3), {@code char-filters}
 * (30, of all widths together), {@code hidden} (128), {@code feed-forward} (128), {@code dropout}
 * (0.1), {@code recurrent-dropout} (0.1), {@code constrained} (true, false), {@code best} (5),
 * {@code dropout-passes} (10); and of {@link Recipe} {@code epochs}, {@code batch}, {@code
 * updates}, {@code minimum-batch}, {@code learning-rate}, {@code warm-start}, {@code schedule},
 * {@code warm-up}, {@code weight-decay}, {@code clip}, {@code label-smoothing}, {@code patience},
 * {@code validation-share} and {@code metric}, with what {@link BilstmCrfLearner#usual} has where
 * nothing is given.
 */
public final class BilstmCrfLearnerProvider implements LearnerProvider {
  private static final String VECTORS = "vectors";
  private static final String WORD_WIDTH = "word-width";
  private static final String CHAR_WIDTHS = "char-widths";

  /** Numbers of a learnt word vector where there are no others. */
  private static final int ALONE = 100;

  private static final List<String> KNOWN =
      List.of(
          VECTORS,
          "train-vectors",
          WORD_WIDTH,
          "char-width",
          CHAR_WIDTHS,
          "char-filters",
          "hidden",
          "feed-forward",
          "dropout",
          "recurrent-dropout",
          "constrained",
          "best",
          "dropout-passes",
          "epochs",
          "batch",
          "updates",
          "minimum-batch",
          "learning-rate",
          "warm-start",
          "schedule",
          "warm-up",
          "weight-decay",
          "clip",
          "label-smoothing",
          "patience",
          "validation-share",
          "metric");

  @Override
  public String name() {
    return "bilstm-crf";
  }

  @Override
  public String summary() {
    return "CNN-BiLSTM-CRF that tags words, from scratch over word vectors";
  }

  @Override
  public Set<Class<? extends Annotation>> learns() {
    return Set.of(TagSequence.class);
  }

  @Override
  public Set<Output> offers() {
    return BlockTagging.OFFERS;
  }

  @Override
  public Learner<? extends Annotation, ? extends ActiveModel<?>> create(
      Class<? extends Annotation> kind, Map<String, String> parameters) {
    Parameters given = Parameters.of(name(), parameters, KNOWN);
    BilstmCrfOptions options = options(given);
    Recipe recipe = RecipeOptions.read(given, BilstmCrfLearner.usual());
    return given.has(VECTORS)
        ? BilstmCrfLearner.of(vectors(given), options, recipe)
        : BilstmCrfLearner.withoutVectors(options, recipe);
  }

  private static VectorTable vectors(Parameters given) {
    String file = given.text(VECTORS, "");
    try {
      if (!file.isBlank()) {
        return VectorTable.read(Path.of(file));
      }
    } catch (InvalidPathException e) {
      // refused below, like no path
    }
    throw given.refused(VECTORS, "the path of a file");
  }

  private static BilstmCrfOptions options(Parameters given) {
    BilstmCrfOptions usual = BilstmCrfOptions.DEFAULT;
    BilstmCrfOptions.Sizes sizes = usual.sizes();
    return new BilstmCrfOptions(
        new BilstmCrfOptions.Sizes(
            given.whole(WORD_WIDTH, given.has(VECTORS) ? 0 : ALONE),
            given.whole("char-width", sizes.characters()),
            widths(given, sizes.filterWidths()),
            given.whole("char-filters", sizes.filters()),
            given.whole("hidden", sizes.hidden()),
            given.whole("feed-forward", sizes.feedForward())),
        given.flag("train-vectors", usual.trainVectors()),
        given.real("dropout", usual.dropout()),
        given.real("recurrent-dropout", usual.recurrentDropout()),
        given.flag("constrained", usual.constrained()),
        given.whole("best", usual.best()),
        given.whole("dropout-passes", usual.passes()));
  }

  private static List<Integer> widths(Parameters given, List<Integer> usual) {
    if (!given.has(CHAR_WIDTHS)) {
      return usual;
    }
    try {
      return given.words(CHAR_WIDTHS, "").stream().map(Integer::valueOf).toList();
    } catch (NumberFormatException e) {
      throw given.refused(CHAR_WIDTHS, "whole numbers joined by plus signs, as in 2+3");
    }
  }
}
