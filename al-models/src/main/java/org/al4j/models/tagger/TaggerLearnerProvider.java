package org.al4j.models.tagger;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Output;
import org.al4j.core.settings.Parameters;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.internal.InputFile;
import org.al4j.models.scoring.ScoringBackends;
import org.al4j.models.transformer.Recipe;
import org.al4j.models.transformer.RecipeOptions;

/**
 * Makes {@link TaggerLearner}s by the name {@code tagger}. Parameters: {@code checkpoint} (a
 * Hugging Face directory, or a name of {@link Checkpoints}; required); those of {@link
 * TaggerOptions}, {@code subwords} (first, all), {@code constrained} (true, false), {@code crf}
 * (false, true), {@code crf-rate} (0.005), {@code best} (5), {@code dropout-passes} (10), {@code
 * score-with} (engine, or a backend's name: what computes the pool); and those of {@link Recipe} by
 * the names that the learner {@code transformer} has, but for {@code class-weights}, with what
 * {@link TaggerLearner#plasm} has where nothing is given.
 */
public final class TaggerLearnerProvider implements LearnerProvider {
  private static final String NAME = "tagger";
  private static final String CHECKPOINT = "checkpoint";
  private static final String SUBWORDS = "subwords";
  private static final String CONSTRAINED = "constrained";
  private static final String CRF = "crf";
  private static final String CRF_RATE = "crf-rate";
  private static final String BEST = "best";
  private static final String PASSES = "dropout-passes";
  private static final String SCORING = "score-with";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "BERT, DistilBERT, ELECTRA, RoBERTa or GPT-2 that tags words, with or without a CRF";
  }

  @Override
  public Set<Class<? extends Annotation>> learns() {
    return Set.of(TagSequence.class);
  }

  @Override
  public Set<Output> offers() {
    return TransformerTagger.OFFERS;
  }

  @Override
  public Learner<? extends Annotation, ? extends ActiveModel<?>> create(
      Class<? extends Annotation> kind, Map<String, String> parameters) {
    Parameters given =
        RecipeOptions.parametersOf(
            NAME,
            parameters,
            CHECKPOINT,
            SUBWORDS,
            CONSTRAINED,
            CRF,
            CRF_RATE,
            BEST,
            PASSES,
            SCORING);
    TaggerOptions options = options(given);
    Recipe recipe = RecipeOptions.read(given, TaggerLearner.plasm());
    String checkpoint =
        given.required(CHECKPOINT, "a Hugging Face directory, or a name such as minilm");
    try {
      Path folder = Checkpoints.folder(checkpoint);
      return ScoringBackends.scored(
          TaggerLearner.create(folder, options, recipe),
          given.text(SCORING, ScoringBackends.ENGINE));
    } catch (InvalidPathException e) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "tagger: checkpoint must be the path of a directory, found '%s'",
              InputFile.oneLine(checkpoint)),
          e);
    }
  }

  private static TaggerOptions options(Parameters given) {
    TaggerOptions usual = TaggerOptions.DEFAULT;
    return new TaggerOptions(
        given.oneOf(SUBWORDS, usual.subwords()),
        given.flag(CONSTRAINED, usual.constrained()),
        given.flag(CRF, usual.crf()),
        given.real(CRF_RATE, usual.crfRate()),
        given.whole(BEST, usual.best()),
        given.whole(PASSES, usual.passes()));
  }
}
