package org.al4j.models.transformer;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.backend.Backend;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.core.model.fit.EpochLearner;
import org.al4j.core.model.fit.EpochModels;
import org.al4j.core.model.fit.SoftLearner;
import org.al4j.core.settings.Settings;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.internal.architecture.Architecture;
import org.al4j.models.internal.architecture.Architectures;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Graphs;
import org.al4j.models.internal.engine.train.FineTuning;
import org.al4j.models.internal.scoring.ChosenBackend;
import org.al4j.models.internal.start.FreshHead;
import org.al4j.models.internal.start.WarmStart;
import org.al4j.models.internal.text.TextEncoder;
import org.al4j.models.internal.text.TokenizerFiles;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.kind.Targets;
import org.al4j.models.scoring.BackendScope;
import org.al4j.models.scoring.BackendScored;
import org.al4j.models.scoring.ScoringBackend;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.transformer.TransformerModel.Dropout;
import org.al4j.models.transformer.TransformerModel.Parts;
import org.jspecify.annotations.Nullable;

/** What learners of transformers over whole texts have in common: all but the kind. */
abstract sealed class TransformerTraining<A extends Annotation, M extends TransformerModel<A>>
    implements SoftLearner<A, M>, EpochLearner<A, M>, TextReader, BackendScored
    permits TransformerLearner, TransformerMultiLabelLearner, TransformerRegressionLearner {
  private final AnnotationKind<A> kind;
  private final Checkpoint checkpoint;
  private final Recipe recipe;
  private final Dropout dropout;
  private final TextEncoder encoder;
  private final TokenizerFiles tokenizerFiles;
  private final String filesSha256;
  private final Architecture architecture;
  private final Graphs graphs;
  private final ChosenBackend backend = new ChosenBackend();
  private volatile boolean closed;

  TransformerTraining(AnnotationKind<A> kind, Checkpoint checkpoint, Recipe recipe, int passes) {
    this.kind = kind;
    this.checkpoint = checkpoint;
    this.recipe = recipe;
    this.dropout = new Dropout(passes, 0);
    this.tokenizerFiles = TokenizerFiles.read(checkpoint.directory());
    this.filesSha256 = tokenizerFiles.sha256(checkpoint.directory().resolve("config.json"));
    this.architecture = Architectures.of(checkpoint.config());
    this.graphs = architecture.graphs(Head.SEQUENCE_CLASSIFICATION, kind.problem());
    this.encoder = recipe.texts().encoder(checkpoint); // the last that can fail
  }

  /**
   * Opens a checkpoint for a learner, which is to close it.
   *
   * @param passes of dropout that the learner's models are to make
   */
  static <L> L open(Path directory, int passes, Function<Checkpoint, L> learner) {
    if (passes < 1) {
      throw new InvalidInputException(
          "transformer: dropout passes must be at least 1, found " + passes);
    }
    Backend.require();
    Checkpoint opened = Checkpoint.open(directory);
    try {
      return learner.apply(opened);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** A model. */
  abstract M model(Parts parts, Dropout seeded);

  @Override
  public void scoreWith(ScoringBackend other, BackendScope scope) {
    backend.choose(other, scope);
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
    return backend.in(Settings.named(getClass().getSimpleName()).withComponents(recipe)).toMap();
  }

  /** Names the model and, beside the recipe's size, what differs from PLASM's. */
  @Override
  public String describe() {
    String outputs =
        switch (kind.problem()) {
          case SINGLE_LABEL_CLASSIFICATION -> "";
          case MULTI_LABEL_CLASSIFICATION -> ", a sigmoid for each class";
          case REGRESSION -> ", one number";
        };
    return RecipeSummary.describe(checkpoint.directory(), config(), outputs, recipe);
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
    return TransformerModel.offers(kind);
  }

  @Override
  public M fit(List<Labelled<A>> labelled, FitContext<A, M> context) {
    return fitSoft(Targets.allPlain(labelled), context);
  }

  @Override
  public M fitSoft(List<SoftLabelled<A>> examples, FitContext<A, M> context) {
    return fit(examples, context, engine -> {});
  }

  @Override
  public EpochModels<M> fitKeeping(List<Labelled<A>> labelled, FitContext<A, M> context, int last) {
    List<SoftLabelled<A>> examples = Targets.allPlain(labelled);
    Deque<Map<String, Tensor>> kept = new ArrayDeque<>();
    M model =
        fit(
            examples,
            context,
            engine -> {
              kept.add(engine.tensors());
              if (kept.size() > Math.max(1, last)) {
                kept.remove();
              }
            });
    List<M> ends = new ArrayList<>();
    try {
      while (!kept.isEmpty()) {
        Map<String, Tensor> tensors = kept.remove();
        Engine engine = Engine.create(graphs, kind.width(context.labels()), tensors::get);
        outward(engine, Scale.of(examples));
        ends.add(model(engine, context));
      }
    } catch (RuntimeException | Error e) { // native memory may run out
      ends.forEach(TransformerModel::close);
      model.close();
      throw e;
    }
    return new EpochModels<>(model, ends);
  }

  private M fit(
      List<SoftLabelled<A>> examples, FitContext<A, M> context, Consumer<Engine> epochEnd) {
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

  private M train(
      List<SoftLabelled<A>> examples, FitContext<A, M> context, Consumer<Engine> epochEnd) {
    Targets.require(examples, kind, context.labels());
    Scale scale = Scale.of(examples);
    FineTuning.Data data =
        new TrainingSet<>(recipe, kind, context.labels(), encoder, scale)
            .data(examples, Targets.allPlain(context.validation()), context.seed());
    Recipe rated = recipe.withLearningRate(recipe.learningRateFor(checkpoint.config().hidden()));
    FineTuning.Settings settings = FitSettings.of(rated, data.training().size(), context);
    Engine engine = Engine.create(graphs, kind.width(context.labels()), start(context));
    try {
      if (context.previous().isPresent()) {
        inward(engine, scale);
      }
      FineTuning.Watcher watcher =
          new FineTuning.Watcher(
              context.progress(), () -> epochEnd.accept(engine), context.cancelled());
      new FineTuning(engine, settings, watcher).run(data);
      outward(engine, scale);
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
    return model(engine, context);
  }

  /** Lets a model that gives numbers in their own unit give them in that of learning. */
  private static void inward(Engine engine, Scale scale) {
    if (!scale.isNone()) {
      engine.mapOutputs(1 / scale.deviation(), -scale.mean() / scale.deviation());
    }
  }

  /** The way back. */
  private static void outward(Engine engine, Scale scale) {
    if (!scale.isNone()) {
      engine.mapOutputs(scale.deviation(), scale.mean());
    }
  }

  private M model(Engine engine, FitContext<A, M> context) {
    Dropout seeded =
        new Dropout(dropout.passes(), new Seeds(context.seed()).seed("dropout passes", 0));
    Parts parts = new Parts(architecture, engine, context.labels(), encoder, false, tokenizerFiles);
    return backend.of(model(parts, seeded));
  }

  /** Closes the checkpoint and the tokenizer. Safe to call twice. */
  @Override
  public void close() {
    closed = true;
    encoder.close();
    checkpoint.close();
  }

  /** The previous model's weights, or else the checkpoint's with a fresh head. */
  private Function<String, Tensor> start(FitContext<A, M> context) {
    return context
        .previous()
        .map(model -> warm(model, context))
        .orElseGet(
            () ->
                new FreshHead(
                    graphs.network(kind.width(context.labels())),
                    checkpoint,
                    new Seeds(context.seed()).seed("head", 0)));
  }

  private Function<String, Tensor> warm(M previous, FitContext<A, M> context) {
    new WarmStart(context.labels(), architecture).require(previous.meaning());
    return previous.weights()::get;
  }
}
