package org.al4j.dl4j;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Output;
import org.al4j.core.settings.Parameters;
import org.al4j.core.settings.Settings;
import org.al4j.dl4j.WordVectors.Unknown;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.transformer.Recipe;

/**
 * Makes learners of {@link TextCnn} by the name {@code cnn}. Parameters: {@code vectors} (a text
 * file as GloVe's; without it every word has a drawn vector of {@code width}, 50, numbers), {@code
 * unknown} (zero or skip; zero), {@code max-length} (128 words), {@code filters} (50), {@code
 * widths} (3+4+5), {@code dropout} (0.5), {@code learning-rate} (0.001), {@code epochs} (5), {@code
 * batch} (16), {@code updates} (1000; of 350, 1,000 and 2,000 the last two learnt better on
 * training texts of TREC) and {@code minimum-batch} (4) as in {@link Recipe.Updates}, {@code
 * dropout-passes} (10).
 */
public final class CnnLearnerProvider implements LearnerProvider {
  private static final List<String> KNOWN =
      List.of(
          "batch",
          "dropout",
          "dropout-passes",
          "epochs",
          "filters",
          "learning-rate",
          "max-length",
          "minimum-batch",
          "unknown",
          "updates",
          "vectors",
          "width",
          "widths");

  private static final long DRAWN = 0;

  /** From scratch takes more than fine-tuning. */
  private static final int UPDATES = 1000;

  @Override
  public String name() {
    return "cnn";
  }

  @Override
  public String summary() {
    return "convolutional network over word vectors (Deeplearning4j)";
  }

  @Override
  public Set<Class<? extends Annotation>> learns() {
    return Set.of(ClassLabel.class, LabelSet.class, RealValue.class);
  }

  @Override
  public Set<Output> offers() {
    Set<Output> all = new TreeSet<>();
    for (Class<? extends Annotation> kind : learns()) {
      all.addAll(Dl4jLearner.offers(Kinds.of(kind), true));
    }
    return Set.copyOf(all);
  }

  @Override
  public Learner<? extends Annotation, ? extends ActiveModel<?>> create(
      Class<? extends Annotation> kind, Map<String, String> parameters) {
    Parameters given = Parameters.of(name(), parameters, KNOWN);
    try {
      WordVectors vectors =
          vectors(given)
              .withLongest(given.whole("max-length", WordVectors.LONGEST))
              .withUnknown(given.oneOf("unknown", Unknown.ZERO));
      TextCnn usual = TextCnn.defaults();
      TextCnn cnn =
          new TextCnn(
              given.whole("filters", usual.filters()),
              widths(given, usual.widths()),
              given.real("dropout", usual.dropout()),
              given.real("learning-rate", usual.learningRate()));
      Recipe.Updates updates = updates(given);
      int passes = given.whole("dropout-passes", 10);
      AnnotationKind<?> of = Kinds.of(kind);
      return new Dl4jLearner<>(of, source(cnn, vectors.width(), of), vectors)
          .withUpdates(updates)
          .withDropoutPasses(passes);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("cnn: " + e.getMessage(), e);
    }
  }

  private static WordVectors vectors(Parameters given) {
    if (!given.has("vectors")) {
      return WordVectors.random(given.whole("width", 50), DRAWN);
    }
    if (given.has("width")) {
      throw given.refused("vectors of a file have their own width; leave out width");
    }
    try {
      return WordVectors.read(Path.of(given.text("vectors", "")));
    } catch (InvalidPathException e) {
      throw given.refused("vectors", "a file");
    }
  }

  private static Recipe.Updates updates(Parameters given) {
    Recipe.Updates usual = Recipe.plasm().updates();
    return new Recipe.Updates(
        given.whole("epochs", usual.epochs()),
        given.whole("batch", usual.batchSize()),
        1,
        given.whole("updates", UPDATES),
        given.whole("minimum-batch", usual.minimumBatch()));
  }

  private static List<Integer> widths(Parameters given, List<Integer> usual) {
    if (!given.has("widths")) {
      return usual;
    }
    try {
      return given.words("widths", "").stream().map(Integer::valueOf).toList();
    } catch (NumberFormatException e) {
      throw given.refused("widths", "whole numbers joined by plus signs");
    }
  }

  private static NetworkSource source(TextCnn cnn, int width, AnnotationKind<?> kind) {
    return new NetworkSource() {
      @Override
      public NetworkPlan plan(int outputs) {
        // Building a configuration seeds its thread's generator.
        return NetworkThread.run(() -> NetworkPlan.of(cnn.configuration(width, outputs, kind)));
      }

      @Override
      public boolean fits() {
        return true;
      }

      @Override
      public Map<String, String> settings() {
        return Settings.named("TextCnn").with("cnn", cnn).toMap();
      }

      @Override
      public String describe() {
        return String.format(
            Locale.ROOT, "a CNN of %d filters of %s words", cnn.filters(), cnn.widths());
      }
    };
  }
}
