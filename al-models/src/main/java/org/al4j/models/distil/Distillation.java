package org.al4j.models.distil;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.core.backend.Backend;
import org.al4j.core.settings.Settings;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.internal.AtomicFolder;
import org.al4j.models.internal.distil.DistilLoss;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.resume.RunFolder;
import org.al4j.models.internal.text.TokenizerFiles;

/**
 * Teaches a student with fewer layers what its teacher knows, on texts without labels. The student
 * begins with some of the teacher's layers, its embeddings, and its head if losses are of logits;
 * it reads what the teacher reads, and is as wide.
 *
 * <p>While it runs, its state lies in a folder beside the result, whose name ends in {@code
 * .training}: a run that was killed at any moment goes on from there, and gives the same weights to
 * the last bit as one that was left alone, on as many processors. It holds the student's weights
 * three times and those of the best epoch.
 *
 * <p>Cost: a pass of the teacher forwards and one of the student forwards and back, a text and
 * epoch.
 *
 * <p>Source: Sanh et al. 2019 (every second layer); Jiao et al. 2020; Wang et al. 2020.
 */
public final class Distillation {
  private static final Duration BETWEEN_STATES = Duration.ofMinutes(1);

  private final Path teacher;
  private final DistillationSettings settings;
  private final Duration betweenStates;

  /**
   * The distillation of a model.
   *
   * @param teacher a folder in Hugging Face layout
   */
  public Distillation(Path teacher, DistillationSettings settings) {
    this(teacher, settings, BETWEEN_STATES);
  }

  /**
   * The same with another time between states.
   *
   * @param betweenStates zero for a state after each update
   */
  Distillation(Path teacher, DistillationSettings settings, Duration betweenStates) {
    this.teacher = teacher;
    this.settings = settings;
    this.betweenStates = betweenStates;
  }

  /**
   * Teaches a student and saves it as a folder in Hugging Face layout, which encoders and learners
   * read and transformers loads: an encoder without pooler, or a model with the teacher's kind of
   * head.
   *
   * @param texts of equal ones, one counts
   * @param out must not be there, or be empty; left as it is if anything fails
   * @param resume whether to go on with a run to the same {@code out} that was not done; where
   *     there is none, this starts one
   * @return empty if the watcher cancelled the run
   * @throws org.al4j.core.InvalidInputException if the teacher cannot be read, has too few layers
   *     or not the head that losses need, fewer than two texts are given, training diverges, {@code
   *     out} has files, or there is a run that is not done and not to go on, or is another's
   */
  public Optional<DistillationResult> run(
      Collection<String> texts, Path out, boolean resume, DistillationWatcher watcher) {
    Backend.require();
    try (Checkpoint checkpoint = Checkpoint.open(teacher)) {
      AtomicFolder.requireRoom(out);
      TeacherAndStudent models = TeacherAndStudent.of(checkpoint, settings);
      StudentTexts read = StudentTexts.of(texts, checkpoint, settings, watcher::note);
      RunFolder folder = RunFolder.beside(out, identity(checkpoint, read));
      folder.open(resume);
      try (Engine knows = models.teacherEngine();
          Engine learns = models.studentEngine()) {
        DistilLoss loss = new DistilLoss(knows, DistillationTerms.of(models, settings));
        DistillationRun run =
            new DistillationRun(
                new DistillationRun.Parts(learns, loss, read, folder, betweenStates),
                settings.training(),
                watcher);
        if (!run.run()) {
          return Optional.empty();
        }
        models.save(learns, out);
        folder.delete();
        return Optional.of(
            new DistillationResult(
                models.taken(),
                run.measured(),
                run.best(),
                read.read().training().size(),
                read.read().heldOut().size()));
      }
    }
  }

  private SortedMap<String, String> identity(Checkpoint checkpoint, StudentTexts texts) {
    SortedMap<String, String> all =
        new TreeMap<>(Settings.named("Distillation").withComponents(settings.training()).toMap());
    all.put("layers", settings.layers().toString());
    all.put("losses", settings.lossesText());
    all.put("temperature", Double.toString(settings.temperature()));
    if (settings.variants().each() > 0) {
      all.put("variants", settings.variants().each() + " up to " + settings.variants().longest());
    }
    all.put("teacher.sha256", checkpoint.sha256());
    all.put(
        "teacher.files.sha256",
        TokenizerFiles.read(teacher).sha256(teacher.resolve(ModelConfig.FILE)));
    all.put("texts.sha256", texts.read().sha256());
    return all;
  }
}
