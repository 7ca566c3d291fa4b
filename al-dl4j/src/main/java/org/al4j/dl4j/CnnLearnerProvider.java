package org.al4j.dl4j;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private static final long DRAWN = 0;

  /** Of words, filters, numbers of a vector and passes: more is a slip of the hand. */
  private static final int MOST = 100_000;

  private static final List<String> KNOWN =
      List.of(
          "vectors",
          "width",
          "unknown",
          "max-length",
          "filters",
          "widths",
          "dropout",
          "learning-rate",
          "epochs",
          "batch",
          "updates",
          "minimum-batch",
          "dropout-passes");

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
    WordVectors vectors =
        vectors(given)
            .withLongest(given.whole("max-length", WordVectors.LONGEST, 1, MOST))
            .withUnknown(given.oneOf("unknown", Unknown.ZERO));
    TextCnn usual = TextCnn.defaults();
    TextCnn cnn =
        new TextCnn(
            given.whole("filters", usual.filters(), 1, MOST),
            widths(given, usual.widths()),
            given.real("dropout", usual.dropout(), "a number in [0, 1)", x -> x >= 0 && x < 1),
            given.real(
                "learning-rate", usual.learningRate(), "a number in (0, 1)", x -> x > 0 && x < 1));
    AnnotationKind<?> of = Kinds.of(kind);
    return new Dl4jLearner<>(of, source(cnn, vectors.width(), of), vectors)
        .withUpdates(updates(given))
        .withDropoutPasses(given.whole("dropout-passes", 10, 1, MOST));
  }

  private static WordVectors vectors(Parameters given) {
    if (!given.has("vectors")) {
      return WordVectors.random(given.whole("width", 50, 1, MOST), DRAWN);
    }
    if (given.has("width")) {
      throw given.refused("width is for drawn vectors, those of a file have theirs; leave it out");
    }
    String file = given.text("vectors", "");
    try {
      if (!file.isBlank()) {
        return WordVectors.read(Path.of(file));
      }
    } catch (InvalidPathException e) {
      // refused below, like no path
    }
    throw given.refused("vectors", "the path of a file");
  }

  private static Recipe.Updates updates(Parameters given) {
    Recipe.Updates usual = Recipe.plasm().updates();
    int most = Integer.MAX_VALUE;
    return new Recipe.Updates(
        given.whole("epochs", usual.epochs(), 1, most),
        given.whole("batch", usual.batchSize(), 1, most),
        1,
        given.whole("updates", UPDATES, 0, most),
        given.whole("minimum-batch", usual.minimumBatch(), 1, most));
  }

  private static List<Integer> widths(Parameters given, List<Integer> usual) {
    if (!given.has("widths")) {
      return usual;
    }
    try {
      List<Integer> widths = given.words("widths", "").stream().map(Integer::valueOf).toList();
      if (widths.stream().allMatch(one -> one >= 1 && one <= MOST)
          && widths.stream().distinct().count() == widths.size()) {
        return widths;
      }
    } catch (NumberFormatException e) {
      // refused below, like a width out of range
    }
    throw given.refused("widths", "different whole numbers from 1 to " + MOST + ", as in 3+4+5");
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
