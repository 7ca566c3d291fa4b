package org.al4j.models.adapt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.backend.Backend;
import org.al4j.core.settings.Settings;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.internal.AtomicFolder;
import org.al4j.models.internal.architecture.Architecture;
import org.al4j.models.internal.architecture.Architectures;
import org.al4j.models.internal.architecture.ConfigJson;
import org.al4j.models.internal.architecture.Purpose;
import org.al4j.models.internal.architecture.Spelling;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Graphs;
import org.al4j.models.internal.language.LanguageTask;
import org.al4j.models.internal.language.LanguageTasks;
import org.al4j.models.internal.language.UnlabelledTexts;
import org.al4j.models.internal.resume.RunFolder;
import org.al4j.models.internal.start.FreshHead;
import org.al4j.models.internal.text.TokenizerFiles;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;

/**
 * Goes on with the pre-training of a checkpoint on texts without labels, such as those of the pool,
 * before it is fine-tuned on few labels: BERT's masked words where the family has a head for them
 * (BERT, DistilBERT, RoBERTa, XLM-R, CamemBERT), GPT-2's next words. A checkpoint that has lost its
 * head, such as a sentence encoder, gets a new one over its own word embeddings.
 *
 * <p>While it runs, its state lies in a folder beside the result, whose name ends in {@code
 * .training}: a run that was killed at any moment goes on from there, and gives the same weights to
 * the last bit as one that was left alone. It holds the weights three times and those of the best
 * epoch.
 *
 * <p>Source: Gururangan et al. 2020 (task-adaptive pre-training); Devlin et al. 2019 (masks).
 */
public final class Adaptation {
  private static final Duration BETWEEN_STATES = Duration.ofMinutes(1);

  private final Path checkpoint;
  private final AdaptationSettings settings;
  private final Duration betweenStates;

  /**
   * The adaptation of a checkpoint.
   *
   * @param checkpoint a folder in Hugging Face layout
   */
  public Adaptation(Path checkpoint, AdaptationSettings settings) {
    this(checkpoint, settings, BETWEEN_STATES);
  }

  /**
   * The same with another time between states.
   *
   * @param betweenStates least time from one state to the next within an epoch; zero for a state
   *     after each update
   */
  Adaptation(Path checkpoint, AdaptationSettings settings, Duration betweenStates) {
    this.checkpoint = checkpoint;
    this.settings = settings;
    this.betweenStates = betweenStates;
  }

  /**
   * Adapts the checkpoint and saves it as a folder in Hugging Face layout with the language model's
   * head, which every learner fine-tunes from and transformers loads. The checkpoint's pooler, if
   * any, is saved as it was.
   *
   * @param texts of equal ones, one counts
   * @param out must not be there, or be empty; left as it is if anything fails
   * @param resume whether to go on with a run to the same {@code out} that was not done; where
   *     there is none, this starts one
   * @return empty if the watcher cancelled the run
   * @throws InvalidInputException if the checkpoint cannot be read or has no such head, fewer than
   *     two texts teach anything, training diverges, {@code out} has files, or there is a run that
   *     is not done and not to go on, or is another's
   */
  public Optional<AdaptationResult> run(
      Collection<String> texts, Path out, boolean resume, AdaptationWatcher watcher) {
    Backend.require();
    try (Checkpoint opened = Checkpoint.open(checkpoint)) {
      AtomicFolder.requireRoom(out);
      Architecture architecture = Architectures.of(opened.config());
      LanguageTask task = LanguageTasks.of(opened, architecture);
      UnlabelledTexts read = UnlabelledTexts.of(texts, opened, rules(task), watcher::note);
      RunFolder folder = RunFolder.beside(out, identity(opened, read));
      folder.open(resume);
      try (Engine engine = engine(opened, architecture, task, watcher)) {
        AdaptationRun run =
            new AdaptationRun(
                new AdaptationRun.Parts(engine, task, read, settings, folder, betweenStates),
                watcher);
        if (!run.run()) {
          return Optional.empty();
        }
        save(opened, architecture, new Saved(task, engine), out);
        folder.delete();
        return Optional.of(
            new AdaptationResult(
                run.measured(), run.best(), read.training().size(), read.heldOut().size()));
      }
    }
  }

  private UnlabelledTexts.Rules rules(LanguageTask task) {
    return new UnlabelledTexts.Rules(
        settings.maxLength(),
        settings.validationShare(),
        settings.seed(),
        ids -> task.candidates(ids) > 0,
        "texts without a word to ask for are left out",
        found ->
            "to adapt a checkpoint takes 2 different texts with words, one of them to measure on,"
                + " found "
                + found);
  }

  private SortedMap<String, String> identity(Checkpoint opened, UnlabelledTexts texts) {
    SortedMap<String, String> all =
        new TreeMap<>(Settings.named("Adaptation").withComponents(settings).toMap());
    all.put("checkpoint.sha256", opened.sha256());
    all.put(
        "checkpoint.files.sha256",
        TokenizerFiles.read(checkpoint).sha256(checkpoint.resolve("config.json")));
    all.put("texts.sha256", texts.sha256());
    return all;
  }

  private Engine engine(
      Checkpoint opened, Architecture architecture, LanguageTask task, AdaptationWatcher watcher) {
    Graphs graphs = architecture.graphs(task.head());
    FreshHead start =
        FreshHead.whereMissing(
            graphs.network(0), opened, new Seeds(settings.seed()).seed("head", 0));
    SortedSet<String> drawn = start.drawn();
    if (!drawn.isEmpty()) {
      watcher.note(
          "the checkpoint has no language model's head, so a new one is drawn"
              + (graphs.network(0).tied() == null ? "" : " over its word embeddings")
              + ": "
              + String.join(", ", drawn));
    }
    return Engine.create(graphs, 0, start);
  }

  private record Saved(LanguageTask task, Engine engine) {}

  private static void save(Checkpoint from, Architecture architecture, Saved saved, Path out) {
    TokenizerFiles files = TokenizerFiles.read(from.directory());
    int maxLength = files.maxLength(from.directory(), from.config().positions());
    try {
      AtomicFolder.create(
          out,
          folder -> {
            ConfigJson.write(folder, architecture, new Purpose(saved.task.head(), 0), List.of());
            files.write(folder, maxLength, architecture.config().padId());
            SafeTensors.write(
                folder.resolve(Checkpoint.WEIGHTS),
                stored(from, architecture, saved),
                Map.of("format", "pt"));
          });
    } catch (IOException e) {
      throw new UncheckedIOException(out + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /** The adapted weights under Hugging Face's names, and what the body has beyond the network. */
  private static SortedMap<String, Tensor> stored(
      Checkpoint from, Architecture architecture, Saved saved) {
    Spelling spelling = architecture.spelling();
    SortedMap<String, Tensor> tensors = saved.engine.tensors();
    for (String name : from.names()) {
      if (!spelling.isHead(name)) {
        tensors.computeIfAbsent(name, from::tensor);
      }
    }
    SortedMap<String, Tensor> stored = new TreeMap<>();
    tensors.forEach((name, tensor) -> stored.put(spelling.stored(name, saved.task.head()), tensor));
    return stored;
  }
}
