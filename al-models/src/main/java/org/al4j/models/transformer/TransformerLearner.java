package org.al4j.models.transformer;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.backend.Backend;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.EpochLearner;
import org.al4j.core.model.EpochModels;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.core.model.SoftLearner;
import org.al4j.core.settings.Settings;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.checkpoint.ModelConfig;
import org.al4j.models.checkpoint.Tensor;
import org.al4j.models.internal.Targets;
import org.al4j.models.tokenize.TextReader;
import org.al4j.models.tokenize.TextsRead;
import org.al4j.models.transformer.TransformerClassifier.Dropout;
import org.al4j.models.transformer.TransformerClassifier.Parts;
import org.al4j.models.transformer.internal.Engine;
import org.al4j.models.transformer.internal.FineTuning;
import org.al4j.models.transformer.internal.FreshHead;
import org.al4j.models.transformer.internal.Graphs;
import org.jspecify.annotations.Nullable;

/**
 * Fine-tunes a pre-trained encoder (BERT, DistilBERT, ELECTRA, RoBERTa) into a classifier. Every
 * fit starts from the checkpoint's weights with a fresh head, drawn from N(0, 0.02) by the fit's
 * seed; BERT's pooler comes from the checkpoint where it has one. With a previous model in the
 * context it starts from all of that model's weights, at the recipe's warm-start share of the rate;
 * its classes and architecture must be this fit's. The optimizer always starts anew.
 *
 * <p>A cancelled fit gives the model of the last update, or with early stopping that of the best
 * epoch if one is complete.
 *
 * <p>The checkpoint stays open, and texts that were tokenized are remembered, until {@link #close};
 * models that were fitted use the learner's tokenizer, so close them first.
 */
public final class TransformerLearner
    implements SoftLearner<ClassLabel, TransformerClassifier>,
        EpochLearner<ClassLabel, TransformerClassifier>,
        TextReader {
  private final Checkpoint checkpoint;
  private final Recipe recipe;
  private final Dropout dropout;
  private final TextEncoder encoder;
  private final TokenizerFiles tokenizerFiles;
  private final String filesSha256;
  private final Graphs graphs;
  private volatile boolean closed;

  private TransformerLearner(Checkpoint checkpoint, Recipe recipe, Dropout dropout) {
    this.checkpoint = checkpoint;
    this.recipe = recipe;
    this.dropout = dropout;
    this.tokenizerFiles = TokenizerFiles.read(checkpoint.directory());
    this.filesSha256 = tokenizerFiles.sha256(checkpoint.directory().resolve("config.json"));
    this.graphs = new Graphs(checkpoint.config());
    this.encoder = // the last that can fail
        new TextEncoder(
            checkpoint.tokenizer(),
            recipe.texts(),
            checkpoint.config().positions(),
            checkpoint.config().vocabulary());
  }

  /**
   * A learner with PLASM's recipe.
   *
   * @param checkpoint a Hugging Face directory
   * @throws InvalidInputException naming the file, when something is missing or contradictory
   */
  public static TransformerLearner create(Path checkpoint) {
    return create(checkpoint, Recipe.plasm());
  }

  /** A learner with a recipe of its own; see {@link #create(Path)}. */
  public static TransformerLearner create(Path checkpoint, Recipe recipe) {
    return create(checkpoint, recipe, Dropout.DEFAULT.passes());
  }

  /**
   * A learner whose models make {@code passes} dropout passes for MEMBER_PROBABILITIES; see {@link
   * #create(Path)}.
   */
  public static TransformerLearner create(Path checkpoint, Recipe recipe, int passes) {
    if (passes < 1) {
      throw new InvalidInputException(
          "transformer: dropout passes must be at least 1, found " + passes);
    }
    Backend.require();
    Checkpoint opened = Checkpoint.open(checkpoint);
    try {
      return new TransformerLearner(opened, recipe, new Dropout(passes, 0));
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** The recipe. */
  public Recipe recipe() {
    return recipe;
  }

  /** The checkpoint's configuration. */
  public ModelConfig config() {
    return checkpoint.config();
  }

  /** SHA-256 of the checkpoint's weights, in hexadecimal; reads the file. */
  public String checkpointSha256() {
    return checkpoint.sha256();
  }

  /**
   * The texts that this learner and its models have read, each counted once (of more than 200,000,
   * the later ones each time).
   */
  @Override
  public TextsRead textsRead() {
    return encoder.read();
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("TransformerLearner").withComponents(recipe).toMap();
  }

  /** Names the model and, beside the recipe's size, what differs from PLASM's. */
  @Override
  public String describe() {
    return RecipeSummary.describe(checkpoint.directory(), checkpoint.config(), recipe);
  }

  @Override
  public Map<String, String> provenance() {
    return Map.of(
        "checkpoint.sha256", checkpointSha256(),
        "checkpoint.files.sha256", filesSha256,
        "recipe", recipe.toString());
  }

  @Override
  public boolean startsWarm() {
    return true;
  }

  @Override
  public Set<Output> offers() {
    return TransformerClassifier.OFFERS;
  }

  @Override
  public TransformerClassifier fit(
      List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, TransformerClassifier> context) {
    return fitSoft(labelled.stream().map(Targets::plain).toList(), context);
  }

  @Override
  public TransformerClassifier fitSoft(
      List<SoftLabelled<ClassLabel>> examples,
      FitContext<ClassLabel, TransformerClassifier> context) {
    return fit(examples, context, engine -> {});
  }

  @Override
  public EpochModels<TransformerClassifier> fitKeeping(
      List<Labelled<ClassLabel>> labelled,
      FitContext<ClassLabel, TransformerClassifier> context,
      int last) {
    Deque<Map<String, Tensor>> kept = new ArrayDeque<>();
    TransformerClassifier model =
        fit(
            labelled.stream().map(Targets::plain).toList(),
            context,
            engine -> {
              kept.add(engine.tensors());
              if (kept.size() > Math.max(1, last)) {
                kept.remove();
              }
            });
    List<TransformerClassifier> ends = new ArrayList<>();
    try {
      while (!kept.isEmpty()) {
        Map<String, Tensor> tensors = kept.remove();
        ends.add(model(Engine.create(graphs, context.labels().size(), tensors::get), context));
      }
    } catch (RuntimeException | Error e) { // native memory may run out
      ends.forEach(TransformerClassifier::close);
      model.close();
      throw e;
    }
    return new EpochModels<>(model, ends);
  }

  private TransformerClassifier fit(
      List<SoftLabelled<ClassLabel>> examples,
      FitContext<ClassLabel, TransformerClassifier> context,
      Consumer<Engine> epochEnd) {
    requireOpen(null);
    try {
      return train(examples, context, epochEnd);
    } catch (InvalidInputException | UncheckedIOException e) {
      requireOpen(e); // closed meanwhile, its files cannot be read
      throw e;
    }
  }

  private void requireOpen(@Nullable Throwable cause) {
    if (closed) {
      throw new IllegalStateException("the learner is closed", cause);
    }
  }

  private TransformerClassifier train(
      List<SoftLabelled<ClassLabel>> examples,
      FitContext<ClassLabel, TransformerClassifier> context,
      Consumer<Engine> epochEnd) {
    if (examples.isEmpty()) {
      throw new InvalidInputException("no labelled instance to train on; label at least one");
    }
    FineTuning.Data data =
        new TrainingSet(recipe, context.labels(), encoder)
            .data(
                examples,
                context.validation().stream().map(Targets::plain).toList(),
                context.seed());
    Engine engine = Engine.create(graphs, context.labels().size(), start(context));
    try {
      FineTuning.Watcher watcher =
          new FineTuning.Watcher(
              context.progress(), () -> epochEnd.accept(engine), context.cancelled());
      new FineTuning(engine, settings(data.training().size(), context), watcher).run(data);
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
    return model(engine, context);
  }

  private TransformerClassifier model(
      Engine engine, FitContext<ClassLabel, TransformerClassifier> context) {
    Dropout seeded =
        new Dropout(dropout.passes(), new Seeds(context.seed()).seed("dropout passes", 0));
    return new TransformerClassifier(
        new Parts(engine, context.labels(), encoder, false, tokenizerFiles), seeded);
  }

  /** Closes the checkpoint and the tokenizer. Safe to call twice. */
  @Override
  public void close() {
    closed = true;
    encoder.close();
    checkpoint.close();
  }

  private FineTuning.Settings settings(
      int examples, FitContext<ClassLabel, TransformerClassifier> context) {
    MinimumUpdates updates = MinimumUpdates.of(examples, recipe);
    double factor = context.previous().isPresent() ? recipe.rate().warmStart() : 1;
    return new FineTuning.Settings(
        updates.epochs(),
        updates.batchSize(),
        recipe.updates().accumulation(),
        factor * context.rateFactor() * recipe.learningRateFor(checkpoint.config().hidden()),
        recipe.rate().schedule(),
        recipe.optimizer(),
        recipe.clipNorm(),
        recipe.layers(),
        recipe.earlyStopping(),
        context.seed());
  }

  /** The previous model's weights, or else the checkpoint's with a fresh head. */
  private Function<String, Tensor> start(FitContext<ClassLabel, TransformerClassifier> context) {
    long seed = new Seeds(context.seed()).seed("head", 0);
    return context
        .previous()
        .map(model -> WarmStart.from(model, checkpoint.config(), context.labels()))
        .orElseGet(
            () ->
                new FreshHead(
                    graphs, context.labels().size(), checkpoint, new SplittableRandom(seed)));
  }
}
