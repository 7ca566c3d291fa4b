package org.al4j.dl4j;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Output;
import org.al4j.core.settings.Settings;
import org.al4j.dl4j.WordVectors.Unknown;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.transformer.Recipe;
import org.jspecify.annotations.Nullable;

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
    Given given = new Given(new TreeMap<>(parameters));
    try {
      WordVectors vectors =
          vectors(given)
              .withLongest(given.whole("max-length", WordVectors.LONGEST))
              .withUnknown(given.get("unknown", Unknown.ZERO, CnnLearnerProvider::unknown));
      TextCnn usual = TextCnn.defaults();
      TextCnn cnn =
          new TextCnn(
              given.whole("filters", usual.filters()),
              given.get("widths", usual.widths(), CnnLearnerProvider::widths),
              given.get("dropout", usual.dropout(), Double::valueOf),
              given.get("learning-rate", usual.learningRate(), Double::valueOf));
      Recipe.Updates updates = updates(given);
      int passes = given.whole("dropout-passes", 10);
      given.requireNone();
      AnnotationKind<?> of = Kinds.of(kind);
      return new Dl4jLearner<>(of, source(cnn, vectors.width(), of), vectors)
          .withUpdates(updates)
          .withDropoutPasses(passes);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("cnn: " + e.getMessage(), e);
    }
  }

  private static WordVectors vectors(Given given) {
    Optional<Path> file =
        given.get("vectors", Optional.empty(), text -> Optional.of(Path.of(text)));
    return file.map(WordVectors::read)
        .orElseGet(() -> WordVectors.random(given.whole("width", 50), DRAWN));
  }

  private static Recipe.Updates updates(Given given) {
    Recipe.Updates usual = Recipe.plasm().updates();
    return new Recipe.Updates(
        given.whole("epochs", usual.epochs()),
        given.whole("batch", usual.batchSize()),
        1,
        given.whole("updates", UPDATES),
        given.whole("minimum-batch", usual.minimumBatch()));
  }

  private static Unknown unknown(String text) {
    return switch (text) {
      case "zero" -> Unknown.ZERO;
      case "skip" -> Unknown.SKIP;
      default -> throw new IllegalArgumentException("zero or skip");
    };
  }

  private static List<Integer> widths(String text) {
    return Arrays.stream(text.split("\\+", -1)).map(Integer::valueOf).toList();
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

  /** Parameters that were given and are not read yet. */
  private record Given(Map<String, String> left) {
    int whole(String name, int usual) {
      return get(name, usual, Integer::valueOf);
    }

    <T> T get(String name, T usual, Function<String, T> read) {
      String text = left.remove(name);
      try {
        return text == null ? usual : read.apply(text);
      } catch (NumberFormatException e) {
        throw bad(name, "numbers", text, e);
      } catch (InvalidPathException e) {
        throw bad(name, "a file", text, e);
      } catch (IllegalArgumentException e) {
        throw bad(name, String.valueOf(e.getMessage()), text, e);
      }
    }

    private static InvalidInputException bad(
        String name, String rule, @Nullable String text, Exception cause) {
      return new InvalidInputException(
          "cnn: " + name + " must be " + rule + ", found '" + text + "'", cause);
    }

    void requireNone() {
      for (String name : left.keySet()) {
        throw new InvalidInputException(
            "cnn has no parameter '"
                + name
                + "'; known parameters: batch, dropout, dropout-passes, epochs, filters,"
                + " learning-rate, max-length, minimum-batch, unknown, updates, vectors, width"
                + " (without vectors), widths");
      }
    }
  }
}
