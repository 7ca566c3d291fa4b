package org.al4j.models.head;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Output;
import org.al4j.core.settings.Parameters;
import org.al4j.models.calibration.TemperatureLearner;
import org.al4j.models.embedding.EmbeddingOptions;
import org.al4j.models.embedding.Precision;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.kind.ProblemType;
import org.al4j.models.transformer.TransformerEncoder.Pooling;

/**
 * Makes {@link HeadLearner}s, {@link HeadMultiLabelLearner}s and {@link HeadRegressionLearner}s by
 * the name {@code head}. Parameters of the encoder: {@code checkpoint}, a name or a folder
 * (minilm), {@code pooling} (mean, first-token, last-token, pooler), {@code max-length} in tokens
 * (the folder's), {@code prefix} of each text (the checkpoint's own), {@code store} of the vectors
 * (auto, the folder that all runs share; off; or a folder) and its {@code precision} (half,
 * single). Of the head: {@code c}, a number or {@code cv} (10), {@code members} on bootstrap
 * samples (0); for one class {@code temperature} (1), for several {@code threshold} (0.5).
 */
public final class HeadLearnerProvider implements LearnerProvider {
  private static final String NAME = "head";
  private static final String TEMPERATURE = "temperature";
  private static final String THRESHOLD = "threshold";
  private static final String PREFIX = "prefix";
  private static final String STORE = "store";
  private static final String C = "c";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "regression on a pre-trained encoder's vectors, for one class, several or a number";
  }

  @Override
  public Set<Class<? extends Annotation>> learns() {
    return Set.of(ClassLabel.class, LabelSet.class, RealValue.class);
  }

  @Override
  public Set<Output> offers() {
    Set<Output> all = new TreeSet<>();
    for (ProblemType problem : ProblemType.values()) {
      all.addAll(HeadModel.offers(AnnotationKind.of(problem), HeadOptions.DEFAULT.withMembers(2)));
    }
    return Set.copyOf(all);
  }

  @Override
  public Learner<? extends Annotation, ? extends ActiveModel<?>> create(
      Class<? extends Annotation> kind, Map<String, String> parameters) {
    List<String> known =
        new ArrayList<>(
            List.of(
                C, "checkpoint", "max-length", "members", "pooling", "precision", PREFIX, STORE));
    if (kind == ClassLabel.class) {
      known.add(TEMPERATURE);
    }
    if (kind == LabelSet.class) {
      known.add(THRESHOLD);
    }
    Parameters given = Parameters.of(NAME, parameters, known);
    HeadOptions options = options(given);
    double temperature = given.positive(TEMPERATURE, 1);
    HeadEncoder encoder = encoder(given);
    if (kind == LabelSet.class) {
      return HeadMultiLabelLearner.of(encoder, options);
    }
    if (kind == RealValue.class) {
      return HeadRegressionLearner.of(encoder, options);
    }
    HeadLearner learner = HeadLearner.of(encoder, options);
    return given.has(TEMPERATURE) ? TemperatureLearner.of(learner, temperature) : learner;
  }

  private static HeadOptions options(Parameters given) {
    OptionalDouble c =
        given.text(C, "").equals("cv")
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                given.real(
                    C,
                    HeadOptions.DEFAULT.c().orElseThrow(),
                    "a positive number, or cv for cross-validation",
                    value -> value > 0));
    int members = given.whole("members", 0, 0, HeadOptions.MOST_MEMBERS);
    if (members == 1) {
      throw given.refused("members", "0 or at least 2");
    }
    double threshold =
        given.real(
            THRESHOLD,
            AnnotationKind.THRESHOLD,
            "a number between 0 and 1",
            value -> value > 0 && value < 1);
    return new HeadOptions(c, members, threshold);
  }

  private static HeadEncoder encoder(Parameters given) {
    HeadEncoder encoder = HeadEncoder.of(given.text("checkpoint", "minilm"));
    EmbeddingOptions usual = encoder.options();
    int maxLength = given.whole("max-length", 0, 0, Integer.MAX_VALUE);
    if (maxLength == 1 || maxLength == 2) {
      throw given.refused("max-length", "at least 3, or 0 for the folder's");
    }
    encoder =
        encoder
            .withOptions(
                usual
                    .withPooling(given.oneOf("pooling", Pooling.MEAN))
                    .withMaxLength(maxLength)
                    .withPrefix(given.text(PREFIX, usual.prefix())))
            .withPrecision(given.oneOf("precision", Precision.HALF));
    return switch (given.text(STORE, "auto")) {
      case "auto" -> encoder;
      case "off" -> encoder.withoutStore();
      default -> encoder.withStore(folder(given));
    };
  }

  private static Path folder(Parameters given) {
    String folder = given.text(STORE, "");
    try {
      if (!folder.isBlank()) {
        return Path.of(folder);
      }
    } catch (InvalidPathException e) {
      // refused below
    }
    throw given.refused(STORE, "auto, off or a folder");
  }
}
