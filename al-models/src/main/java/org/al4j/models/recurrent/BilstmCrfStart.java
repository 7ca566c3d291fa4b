package org.al4j.models.recurrent;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.FitContext;
import org.al4j.models.internal.recurrent.NetworkWeights;
import org.al4j.models.internal.recurrent.TaggerShape;
import org.al4j.models.tensor.Tensor;

/** What a fit begins with: drawn weights, or those of the previous model. */
record BilstmCrfStart(
    FileVectors vectors,
    BilstmCrfOptions options,
    FitContext<TagSequence, BilstmCrfTagger> context) {
  /** Parts for sentences, which bring words and characters. */
  BilstmCrfParts parts(List<List<String>> sentences) {
    long seed = new Seeds(context.seed()).seed("dropout passes", 0);
    TaggerShape shape = BilstmCrfParts.shape(options, vectors.width(), context.labels().size());
    if (context.previous().isEmpty()) {
      NetworkVocabulary vocabulary = fresh(sentences);
      NetworkWeights weights = draw(shape, vocabulary);
      return new BilstmCrfParts(weights, vocabulary, context.labels(), options, seed);
    }
    BilstmCrfParts before = context.previous().get().parts();
    require(shape, before);
    NetworkVocabulary vocabulary = before.vocabulary().with(sentences, learnsWords());
    NetworkWeights weights = grown(shape, before, vocabulary);
    return new BilstmCrfParts(weights, vocabulary, context.labels(), options, seed);
  }

  /** Whether words of the sentences have rows of their own. */
  private boolean learnsWords() {
    return options.sizes().words() > 0;
  }

  private NetworkVocabulary fresh(List<List<String>> sentences) {
    if (!options.trainVectors()) {
      return NetworkVocabulary.of(sentences, vectors, learnsWords());
    }
    NetworkVocabulary own = NetworkVocabulary.of(sentences, FileVectors.NONE, false);
    return new NetworkVocabulary(vectors.rows(), FileVectors.NONE, own.characters());
  }

  private NetworkWeights draw(TaggerShape shape, NetworkVocabulary vocabulary) {
    float[] words = new float[0];
    if (options.trainVectors()) {
      words = vectors.values().clone();
    } else if (learnsWords()) {
      words = grown(new float[shape.words()], vocabulary.words().count(), shape.words(), "words");
    }
    return NetworkWeights.draw(
        shape,
        words,
        vocabulary.vectors().values(),
        vocabulary.characters().count(),
        new Seeds(context.seed()).seed("weights", 0));
  }

  /** The table with rows behind those there are, drawn. */
  private float[] grown(float[] table, int rows, int width, String role) {
    float[] all = Arrays.copyOf(table, Math.multiplyExact(rows, width));
    NetworkWeights.fillVectors(all, table.length, width, new Seeds(context.seed()).seed(role, 0));
    return all;
  }

  private NetworkWeights grown(
      TaggerShape shape, BilstmCrfParts before, NetworkVocabulary vocabulary) {
    Map<String, Tensor> tensors = before.weights().tensors();
    return NetworkWeights.of(
        shape,
        before.vocabulary().vectors().values(),
        name -> {
          float[] values = Objects.requireNonNull(tensors.get(name), name).values();
          return switch (name) {
            case NetworkWeights.WORDS ->
                grown(values, vocabulary.words().count(), shape.words(), "words");
            case NetworkWeights.CHARACTERS ->
                grown(
                    values,
                    vocabulary.characters().count(),
                    shape.characters().width(),
                    "characters");
            default -> values;
          };
        });
  }

  /** Refuses a previous model whose weights mean something else. */
  private void require(TaggerShape shape, BilstmCrfParts before) {
    if (!before.labels().equals(context.labels())) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "a warm start needs a previous model with the tags of this fit, %s; it has %s: train"
                  + " from scratch",
              context.labels(),
              before.labels()));
    }
    String wanted = options.trainVectors() ? FileVectors.NONE.identity() : vectors.identity();
    if (!before.weights().shape().equals(shape)
        || !before.vocabulary().vectors().identity().equals(wanted)) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "a warm start needs a previous model of the same sizes and word vectors, %s and %s;"
                  + " it has %s and %s: train from scratch",
              shape,
              wanted,
              before.weights().shape(),
              before.vocabulary().vectors().identity()));
    }
  }
}
