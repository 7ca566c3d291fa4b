package org.al4j.models.distil;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.al4j.core.InvalidInputException;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.internal.AtomicFolder;
import org.al4j.models.internal.architecture.Architecture;
import org.al4j.models.internal.architecture.Architectures;
import org.al4j.models.internal.architecture.ConfigJson;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.internal.architecture.Purpose;
import org.al4j.models.internal.architecture.Spelling;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Graphs;
import org.al4j.models.internal.text.TokenizerFiles;
import org.al4j.models.kind.ProblemType;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;

/**
 * The two models of a run: the teacher as its folder has it, and a student that begins with some of
 * its layers and all else of it.
 *
 * @param taken the teacher's layers that the student's began as, from 0
 */
record TeacherAndStudent(
    Checkpoint checkpoint,
    Architecture teacher,
    Architecture student,
    List<Integer> taken,
    Purpose purpose) {
  private static final Pattern NUMBER = Pattern.compile("(?:^|(?<=\\.))[0-9]+(?=\\.)");

  /**
   * What the settings say of a teacher.
   *
   * @throws InvalidInputException if it has too few layers, or not the head that losses need
   */
  static TeacherAndStudent of(Checkpoint checkpoint, DistillationSettings settings) {
    ModelConfig config = checkpoint.config();
    List<Integer> taken = settings.layers().of(config.layers());
    boolean head = settings.losses().keySet().stream().anyMatch(DistillationLoss::needsHead);
    Purpose purpose = head ? TeacherHead.of(checkpoint) : new Purpose(Head.ENCODER, 0);
    if (settings.masks() && purpose.head() != Head.MASKED_LM) {
      throw InvalidInputException.ofSettings(
          "{loss}: masked-lm needs a masked language model, and architectures in the config.json of"
              + " %s is another; give other losses",
          checkpoint.directory());
    }
    if (purpose.problem() != ProblemType.SINGLE_LABEL_CLASSIFICATION) {
      requireLogits(checkpoint, purpose, settings);
    }
    return new TeacherAndStudent(
        checkpoint,
        Architectures.of(config),
        Architectures.of(ConfigJson.withLayers(config, taken.size())),
        taken,
        purpose);
  }

  private static void requireLogits(
      Checkpoint checkpoint, Purpose purpose, DistillationSettings settings) {
    for (DistillationLoss loss : settings.losses().keySet()) {
      if (loss.reads() == DistillationLoss.Reads.PROBABILITIES) {
        throw InvalidInputException.ofSettings(
            "{loss}: %s is of classes that exclude each other, the outputs of %s are of %s; give"
                + " mse-logits",
            loss.text(), checkpoint.directory(), purpose.problem().text());
      }
    }
  }

  Engine teacherEngine() {
    return Engine.create(graphs(teacher), purpose.classes(), checkpoint::tensor);
  }

  Engine studentEngine() {
    return Engine.create(
        graphs(student), purpose.classes(), name -> checkpoint.tensor(taken(name)));
  }

  private Graphs graphs(Architecture architecture) {
    return architecture.graphs(purpose.head(), purpose.problem());
  }

  /** The teacher's name of a student's tensor: the first number in a name is that of the layer. */
  private String taken(String name) {
    return NUMBER
        .matcher(name)
        .replaceFirst(found -> Integer.toString(taken.get(Integer.parseInt(found.group()))));
  }

  /** Saves the student as a folder in Hugging Face layout, whole or not at all. */
  void save(Engine engine, Path out) {
    TokenizerFiles files = TokenizerFiles.read(checkpoint.directory());
    int own = files.maxLength(checkpoint.directory(), checkpoint.config().positions());
    Spelling spelling = student.spelling();
    SortedMap<String, Tensor> stored = new TreeMap<>();
    engine
        .tensors()
        .forEach((name, tensor) -> stored.put(spelling.stored(name, purpose.head()), tensor));
    try {
      AtomicFolder.create(
          out,
          folder -> {
            ConfigJson.write(folder, student, purpose, TeacherHead.labels(checkpoint, purpose));
            files.write(folder, own, student.config().padId());
            SafeTensors.write(folder.resolve(Checkpoint.WEIGHTS), stored, Map.of("format", "pt"));
          });
    } catch (IOException e) {
      throw new UncheckedIOException(out + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
