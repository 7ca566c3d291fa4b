package org.al4j.models.setfit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.backend.Backend;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.settings.Settings;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.head.HeadEncoder;
import org.al4j.models.head.HeadLearner;
import org.al4j.models.head.HeadModel;
import org.al4j.models.internal.text.TokenizerFiles;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.kind.Targets;
import org.al4j.models.transformer.TransformerEncoder.Pooling;

/**
 * Tunes a pre-trained encoder on pairs of the labelled texts, so that those of one class lie
 * together and those of two apart, then trains a regression on its vectors ({@link HeadLearner}).
 * From few labels, pairs are many. Every fit starts from the checkpoint; dropout is on while pairs
 * are learnt.
 *
 * <p><b>Formula</b>: the mean over the pairs of a batch of {@code (cos(u, v) - y)^2}, with y = 1
 * for texts of one class and 0 for texts of two, u and v the means of the last states over the
 * tokens. AdamW (decay 0.01, global norm at most 1), a linear schedule with a tenth of warm-up.
 * Then the head, on means of length 1 unless the encoder says otherwise.
 *
 * <p><b>Needs</b>: a checkpoint in Hugging Face layout, a sentence encoder best, labelled texts of
 * one class each, an ND4J backend. Where no two labelled texts are of one class, or none of two,
 * the encoder stays as it is.
 *
 * <p><b>Cost</b>: a pass forward and one backward of at most two texts for each pair, whatever the
 * number of labels once there are enough pairs; then a pass of every text that is scored, as the
 * vectors are new after each fit and cannot be kept. Four numbers of memory for each weight.
 *
 * <p><b>Source</b>: Tunstall et al. 2022, Efficient Few-Shot Learning Without Prompts; the loss is
 * that of Reimers and Gurevych 2019.
 *
 * <p><b>Departures</b>: the number of pairs is bounded by {@link SetFitOptions#pairs}, where the
 * paper has 2 R n, R = 20; no text is paired with itself; a text that is in several pairs of a
 * batch passes once, with one dropout mask; the head is AL4J's, with its strength.
 */
public final class SetFitLearner implements Learner<ClassLabel, SetFitClassifier>, TextReader {
  private final HeadEncoder encoder;
  private final SetFitOptions options;
  private final Checkpoint checkpoint;
  private final String filesSha256;
  private volatile TextsRead read = TextsRead.NONE;

  private SetFitLearner(HeadEncoder encoder, SetFitOptions options, Checkpoint checkpoint) {
    this.encoder = encoder;
    this.options = options;
    this.checkpoint = checkpoint;
    this.filesSha256 =
        TokenizerFiles.read(checkpoint.directory())
            .sha256(checkpoint.directory().resolve("config.json"));
  }

  /**
   * A learner with {@link SetFitOptions#DEFAULT}.
   *
   * @throws InvalidInputException if the checkpoint is not there or cannot be read
   */
  public static SetFitLearner of(HeadEncoder encoder) {
    return of(encoder, SetFitOptions.DEFAULT);
  }

  /**
   * A learner.
   *
   * @param encoder a checkpoint, and how its states become vectors: by their mean
   * @throws InvalidInputException if the checkpoint is not there or cannot be read, or another
   *     pooling is asked for
   */
  public static SetFitLearner of(HeadEncoder encoder, SetFitOptions options) {
    if (encoder.options().pooling() != Pooling.MEAN) {
      throw new InvalidInputException(
          "setfit tunes the mean over the tokens, found pooling "
              + encoder.options().pooling()
              + "; use MEAN");
    }
    Backend.require();
    Checkpoint opened = Checkpoint.open(Checkpoints.folder(encoder.checkpoint()));
    try {
      return new SetFitLearner(encoder, options, opened);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("SetFitLearner")
        .with("batch", options.batch())
        .with("c", c())
        .with("epochs", options.epochs())
        .with("learningRate", options.learningRate())
        .with("pairs", options.pairs())
        .with("sampling", options.sampling())
        .with("encoder", encoder.options())
        .toMap();
  }

  private Object c() {
    return options.head().c().isPresent() ? options.head().c().getAsDouble() : "cross-validation";
  }

  @Override
  public String describe() {
    return "SetFit on "
        + checkpoint.directory().getFileName()
        + " ("
        + options.pairs()
        + " pairs, "
        + options.sampling()
        + ", epochs "
        + options.epochs()
        + ", batch "
        + options.batch()
        + ", learning rate "
        + options.learningRate()
        + ", head C "
        + c()
        + ")";
  }

  @Override
  public Map<String, String> provenance() {
    return Map.of("checkpoint.sha256", checkpoint.sha256(), "checkpoint.files.sha256", filesSha256);
  }

  @Override
  public Set<Output> offers() {
    return SetFitClassifier.OFFERS;
  }

  /** The labelled texts of the last fit; a model counts those that it scores. */
  @Override
  public TextsRead textsRead() {
    return read;
  }

  /**
   * {@inheritDoc} A cancelled fit tunes no further and gives the head on what was reached.
   *
   * @throws InvalidInputException if nothing is labelled, a label is not in the label space, or
   *     training diverges
   */
  @Override
  public SetFitClassifier fit(
      List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, SetFitClassifier> context) {
    List<SoftLabelled<ClassLabel>> examples =
        labelled.stream().map(Targets::plain).sorted(Targets.order()).toList();
    Targets.require(examples, AnnotationKind.CLASS, context.labels());
    List<Labelled<ClassLabel>> ordered = examples.stream().map(SoftLabelled::labelled).toList();
    int[] classes =
        ordered.stream()
            .mapToInt(item -> context.labels().index(item.annotation().name()))
            .toArray();
    TunedEncoder tuned = TunedEncoder.of(checkpoint, encoder.options());
    try {
      List<Instance> texts = ordered.stream().map(Labelled::instance).toList();
      new PairTuning(tuned.engine(), options, watch(context)).run(tuned.sequences(texts), classes);
      read = tuned.textsRead();
      HeadModel<ClassLabel> head =
          HeadLearner.of(tuned, options.head()) // not closed: the model owns the encoder
              .fit(ordered, FitContext.of(context.labels(), headSeed(context)));
      return new SetFitClassifier(tuned, head);
    } catch (RuntimeException | Error e) {
      tuned.close();
      throw e;
    }
  }

  private static PairTuning.Watch watch(FitContext<ClassLabel, SetFitClassifier> context) {
    return new PairTuning.Watch(context.progress(), context.cancelled(), context.seed());
  }

  private static long headSeed(FitContext<ClassLabel, SetFitClassifier> context) {
    return new Seeds(context.seed()).seed("head", 0);
  }

  /** Closes the checkpoint; models have an encoder of their own. Safe to call twice. */
  @Override
  public void close() {
    checkpoint.close();
  }
}
