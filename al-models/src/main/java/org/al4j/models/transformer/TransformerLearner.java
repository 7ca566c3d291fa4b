package org.al4j.models.transformer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.checkpoint.Family;
import org.al4j.models.checkpoint.ModelConfig;
import org.al4j.models.checkpoint.Tensor;
import org.al4j.models.transformer.TransformerClassifier.Dropout;
import org.al4j.models.transformer.TransformerClassifier.Parts;
import org.al4j.models.transformer.internal.Engine;
import org.al4j.models.transformer.internal.Example;
import org.al4j.models.transformer.internal.FineTuning;
import org.al4j.models.transformer.internal.Graphs;
import org.al4j.models.transformer.internal.Sequence;

/**
 * Fine-tunes a pre-trained BERT or DistilBERT encoder into a classifier. Every fit starts from the
 * checkpoint's weights with a fresh head, drawn from N(0, 0.02) by the fit's seed. BERT's pooler
 * comes from the checkpoint where it has one.
 *
 * <p>The checkpoint stays open, and texts that were tokenized are remembered, until {@link #close};
 * models that were fitted use the learner's tokenizer, so close them first.
 */
public final class TransformerLearner
    implements Learner<ClassLabel, TransformerClassifier>, AutoCloseable {
  private static final String CLASSIFIER = "classifier.weight";

  private final Checkpoint checkpoint;
  private final Recipe recipe;
  private final Dropout dropout;
  private final TextEncoder encoder;
  private final TokenizerFiles tokenizerFiles;
  private final Graphs graphs;

  private TransformerLearner(Checkpoint checkpoint, Recipe recipe, Dropout dropout) {
    this.checkpoint = checkpoint;
    this.recipe = recipe;
    this.dropout = dropout;
    int length = Math.min(recipe.maxLength(), checkpoint.config().positions());
    this.tokenizerFiles = TokenizerFiles.read(checkpoint.directory());
    this.graphs = new Graphs(checkpoint.config());
    this.encoder = new TextEncoder(checkpoint.tokenizer(), length); // the last that can fail
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

  @Override
  public String describe() {
    ModelConfig config = checkpoint.config();
    return "%s (%s, %d x %d), epochs %d, batch %d, at least %d updates, learning rate %s, max length %d"
        .formatted(
            checkpoint.directory().getFileName(),
            config.family().modelType(),
            config.layers(),
            config.hidden(),
            recipe.epochs(),
            recipe.batchSize(),
            recipe.minimumUpdates(),
            recipe.learningRateFor(config.hidden()),
            Math.min(recipe.maxLength(), config.positions()));
  }

  @Override
  public Map<String, String> provenance() {
    return Map.of("checkpoint.sha256", checkpointSha256(), "recipe", recipe.toString());
  }

  @Override
  public Set<Output> offers() {
    return TransformerClassifier.OFFERS;
  }

  @Override
  public TransformerClassifier fit(
      List<Labelled<ClassLabel>> labelled, FitContext<ClassLabel, TransformerClassifier> context) {
    MinimumUpdates updates = MinimumUpdates.of(labelled.size(), recipe);
    List<Example> examples = examples(labelled, context.labels());
    Engine engine =
        Engine.create(
            graphs, context.labels().size(), start(context.labels().size(), context.seed()));
    boolean fitted = false;
    try {
      new FineTuning(engine, settings(updates, context.seed()))
          .run(examples, context.progress(), context.cancelled());
      fitted = true;
    } finally {
      if (!fitted) {
        engine.close();
      }
    }
    Dropout seeded =
        new Dropout(dropout.passes(), new Seeds(context.seed()).seed("dropout passes", 0));
    return new TransformerClassifier(
        new Parts(engine, context.labels(), encoder, false, tokenizerFiles), seeded);
  }

  /** Closes the checkpoint and the tokenizer. Safe to call twice. */
  @Override
  public void close() {
    encoder.close();
    checkpoint.close();
  }

  private FineTuning.Settings settings(MinimumUpdates updates, long seed) {
    return new FineTuning.Settings(
        updates.epochs(),
        updates.batchSize(),
        recipe.learningRateFor(checkpoint.config().hidden()),
        recipe.weightDecay(),
        recipe.clipNorm(),
        recipe.warmUpShare(),
        seed);
  }

  /** By id, so that the caller's order does not matter. */
  private List<Example> examples(List<Labelled<ClassLabel>> labelled, LabelSpace labels) {
    List<Labelled<ClassLabel>> sorted = new ArrayList<>(labelled);
    sorted.sort(Comparator.comparing(item -> item.instance().id()));
    List<Sequence> sequences =
        encoder.encode(sorted.stream().map(item -> item.instance().text()).toList());
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      int label = labels.index(sorted.get(i).annotation().name());
      examples.add(Example.of(sequences.get(i), label, labels.size()));
    }
    return examples;
  }

  /** The checkpoint's tensors with a fresh head. */
  private Function<String, Tensor> start(int classes, long seed) {
    SplittableRandom random = new SplittableRandom(new Seeds(seed).seed("head", 0));
    long hidden = checkpoint.config().hidden();
    boolean pooler =
        checkpoint.config().family() == Family.BERT && checkpoint.has("pooler.dense.weight");
    return name -> {
      if (name.startsWith("classifier.")) {
        return name.equals(CLASSIFIER)
            ? FineTuning.fresh(random, classes, hidden)
            : FineTuning.fresh(random, classes);
      }
      boolean head = name.startsWith("pooler.") || name.startsWith("pre_classifier.");
      if (head && !pooler) {
        return name.endsWith("weight")
            ? FineTuning.fresh(random, hidden, hidden)
            : FineTuning.fresh(random, hidden);
      }
      return checkpoint.tensor(name);
    };
  }
}
