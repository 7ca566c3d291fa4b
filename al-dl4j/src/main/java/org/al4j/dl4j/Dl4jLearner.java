package org.al4j.dl4j;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.backend.Backend;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.core.model.fit.SoftLearner;
import org.al4j.core.settings.Settings;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.kind.ProblemType;
import org.al4j.models.kind.Targets;
import org.al4j.models.transformer.Recipe;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/**
 * Trains a network of Deeplearning4j, of any configuration with one input, an output layer at its
 * end, and the type FLOAT. For one class a text its activation is softmax, for any number of
 * classes sigmoid, for a number identity; numbers are learnt less their mean and in units of their
 * standard deviation. The loss is the configuration's; {@link SoftLearner}'s promise about weights
 * and soft targets holds for MCXENT (or NEGATIVELOGLIKELIHOOD), XENT and MSE, where an update takes
 * the sum of the weighted losses over the size of the batch.
 *
 * <p>Every fit starts from weights drawn by its seed, whatever seed the configuration has: the same
 * arguments give the same bits, and a previous model is not used. The features of all labelled
 * texts are held in memory during a fit. Updater, rate, regularisation, constraints and gradient
 * normalisation are the configuration's; epochs and batches are {@link Recipe.Updates}, by default
 * PLASM's. A loss or a weight that is not finite is refused.
 *
 * <p>Fits and passes run on threads of their own, as does {@link FitContext#progress}; several
 * learners may be used at once. Where Deeplearning4j runs out of memory it writes a report into the
 * working directory, unless the system property {@code
 * org.deeplearning4j.crash.reporting.enabled=false} is set.
 *
 * <p><b>Needs</b>: a configuration as above, {@link TextFeatures} of its input's shape, an ND4J
 * backend.
 *
 * <p><b>Cost</b>: the network's, for each text in each epoch, and again where more updates are
 * asked for than that makes.
 *
 * <p><b>Source</b>: Deeplearning4j 1.0.0-M2.1.
 *
 * <p><b>Departures</b>: the seed and the units of numbers, as above.
 *
 * @param <A> the kind of annotation
 */
public final class Dl4jLearner<A extends Annotation> implements SoftLearner<A, Dl4jModel<A>> {
  private static final Options USUAL = new Options(Recipe.plasm().updates(), 10);

  private final AnnotationKind<A> kind;
  private final NetworkSource source;
  private final TextFeatures features;
  private final Options options;
  private final NetworkTrial trial;

  /** What may be set. */
  private record Options(Recipe.Updates updates, int passes) {}

  Dl4jLearner(AnnotationKind<A> kind, NetworkSource source, TextFeatures features) {
    this(kind, source, features, USUAL, trial(kind, source, features));
  }

  private Dl4jLearner(
      AnnotationKind<A> kind,
      NetworkSource source,
      TextFeatures features,
      Options options,
      NetworkTrial trial) {
    this.kind = kind;
    this.source = source;
    this.features = features;
    this.options = options;
    this.trial = trial;
  }

  /**
   * A learner of one class a text.
   *
   * @param configuration copied; its seed does not matter
   * @param features closed with the learner
   * @throws InvalidInputException if the configuration does not take the features, or its end is
   *     not what a learner needs; the message says what to change
   */
  public static Dl4jLearner<ClassLabel> of(
      MultiLayerConfiguration configuration, TextFeatures features) {
    return of(configuration, features, ClassLabel.class);
  }

  /** The same for a graph with one input and one output. */
  public static Dl4jLearner<ClassLabel> of(
      ComputationGraphConfiguration configuration, TextFeatures features) {
    return of(configuration, features, ClassLabel.class);
  }

  /**
   * A learner of annotations of a kind: {@code ClassLabel}, {@code LabelSet} or {@code RealValue}.
   */
  public static <A extends Annotation> Dl4jLearner<A> of(
      MultiLayerConfiguration configuration, TextFeatures features, Class<A> kind) {
    return new Dl4jLearner<>(
        Kinds.of(kind), NetworkSource.given(NetworkPlan.of(configuration)), features);
  }

  /** The same for a graph with one input and one output. */
  public static <A extends Annotation> Dl4jLearner<A> of(
      ComputationGraphConfiguration configuration, TextFeatures features, Class<A> kind) {
    return new Dl4jLearner<>(
        Kinds.of(kind), NetworkSource.given(NetworkPlan.of(configuration)), features);
  }

  private static NetworkTrial trial(
      AnnotationKind<?> kind, NetworkSource source, TextFeatures features) {
    Objects.requireNonNull(features, "features");
    Backend.require();
    return NetworkTrial.of(source.plan(2), features, kind.problem());
  }

  /**
   * The same learner with other epochs and batches.
   *
   * @throws IllegalArgumentException if batches are to be accumulated, which Deeplearning4j does
   *     not
   */
  public Dl4jLearner<A> withUpdates(Recipe.Updates other) {
    if (other.accumulation() != 1) {
      throw new IllegalArgumentException(
          "accumulation must be 1, found " + other.accumulation() + "; take a larger batch");
    }
    return new Dl4jLearner<>(kind, source, features, new Options(other, options.passes), trial);
  }

  /** The same learner whose models make so many passes in training mode; 10 unless given. */
  public Dl4jLearner<A> withDropoutPasses(int other) {
    if (other < 1) {
      throw new IllegalArgumentException("dropout passes must be 1 or more, found " + other);
    }
    return new Dl4jLearner<>(kind, source, features, new Options(options.updates, other), trial);
  }

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "%s of Deeplearning4j over %s, %d epochs of batches of %d, at least %d updates",
        source.describe(),
        features.describe(),
        options.updates.epochs(),
        options.updates.batchSize(),
        options.updates.minimumUpdates());
  }

  @Override
  public Map<String, String> settings() {
    Settings settings = Settings.named("Dl4jLearner").with("kind", kind.problem());
    for (Map.Entry<String, String> entry : source.settings().entrySet()) {
      settings = settings.with(entry.getKey(), entry.getValue());
    }
    return settings
        .with("features", features)
        .with("updates", options.updates)
        .with("dropoutPasses", options.passes)
        .toMap();
  }

  /**
   * LOGITS and what they say (PROBABILITIES of one class, INDEPENDENT_PROBABILITIES of several, or
   * VALUE alone), EMBEDDING, and the outputs of members if passes in training mode differ: if the
   * configuration has dropout or noise.
   */
  @Override
  public Set<Output> offers() {
    return offers(kind, trial.noisy());
  }

  static Set<Output> offers(AnnotationKind<?> kind, boolean noisy) {
    Set<Output> all = new TreeSet<>(Set.of(kind.said(), Output.EMBEDDING));
    if (kind.problem() != ProblemType.REGRESSION) {
      all.add(Output.LOGITS);
    }
    if (noisy) {
      all.add(kind.saidByMembers());
    }
    return Collections.unmodifiableSet(all);
  }

  @Override
  public Dl4jModel<A> fit(List<Labelled<A>> labelled, FitContext<A, Dl4jModel<A>> context) {
    return fitSoft(labelled.stream().map(Targets::plain).toList(), context);
  }

  /**
   * Trains a model on weighted examples.
   *
   * @throws InvalidInputException if there are none, there is one class alone, an annotation is not
   *     of the label space, the output layer gives another number of classes, or a loss or weight
   *     is not finite
   */
  @Override
  public Dl4jModel<A> fitSoft(List<SoftLabelled<A>> examples, FitContext<A, Dl4jModel<A>> context) {
    Targets.require(examples, kind, context.labels());
    int width = kind.width(context.labels());
    NetworkPlan plan = source.plan(width);
    requireOutputs(width, context.labels());
    List<SoftLabelled<A>> ordered = examples.stream().sorted(Targets.order()).toList();
    double[][] targets = new double[ordered.size()][];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = kind.target(ordered.get(i), context.labels());
    }
    ValueScale scale =
        kind.problem() == ProblemType.REGRESSION ? ValueScale.of(targets) : ValueScale.NONE;
    scale.inward(targets);
    NetworkTraining.Examples data =
        new NetworkTraining.Examples(
            NetworkInput.read(
                features, ordered.stream().map(one -> one.labelled().instance()).toList()),
            targets,
            ordered.stream().mapToDouble(SoftLabelled::weight).toArray());
    NetworkTraining training =
        new NetworkTraining(plan, features.shape(), options.updates, context.seed());
    float[] parameters =
        NetworkThread.run(() -> training.run(data, context.progress(), context.cancelled()));
    Dl4jModel.Noise noise =
        new Dl4jModel.Noise(
            trial.noisy() ? options.passes : 0,
            new Seeds(context.seed()).seed("dropout passes", 0));
    Dl4jModel.Parts<A> parts =
        new Dl4jModel.Parts<>(kind, context.labels(), plan, parameters, scale);
    return new Dl4jModel<>(parts, noise, features, false);
  }

  private void requireOutputs(int width, LabelSpace labels) {
    if (!source.fits() && trial.outputs() != width) {
      String wanted =
          kind.problem() == ProblemType.REGRESSION
              ? "1 number"
              : String.format(Locale.ROOT, "a number for each of the %d classes %s", width, labels);
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "the output layer must give %s, found %d; build it with nOut(%d)",
              wanted,
              trial.outputs(),
              width));
    }
  }

  /** Closes the features; models that were fitted read them, so close those first. */
  @Override
  public void close() {
    features.close();
  }
}
