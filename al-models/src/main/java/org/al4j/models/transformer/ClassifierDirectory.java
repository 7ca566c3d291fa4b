package org.al4j.models.transformer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.backend.Backend;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.io.Beside;
import org.al4j.core.model.Models;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.internal.AtomicFolder;
import org.al4j.models.internal.architecture.Architecture;
import org.al4j.models.internal.architecture.Architectures;
import org.al4j.models.internal.architecture.ConfigJson;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.internal.architecture.Heads;
import org.al4j.models.internal.architecture.Purpose;
import org.al4j.models.internal.architecture.Spelling;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Graphs;
import org.al4j.models.internal.text.TokenizerFiles;
import org.al4j.models.kind.ProblemType;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.transformer.TransformerModel.Parts;

/** Models over whole texts as Hugging Face directories. */
final class ClassifierDirectory {
  private static final int MOST_CLASSES = 1_000_000;

  private ClassifierDirectory() {}

  /**
   * Reads a model.
   *
   * @param wanted what its outputs must be
   */
  static Parts load(Path dir, LoadOptions options, ProblemType wanted) {
    return Beside.read(dir, folder -> read(folder, options, wanted));
  }

  private static Parts read(Path dir, LoadOptions options, ProblemType wanted) {
    Backend.require();
    try (Checkpoint checkpoint = Checkpoint.open(dir)) {
      Architecture architecture = Architectures.of(checkpoint.config());
      Heads.Top head = architecture.top(new Purpose(Head.SEQUENCE_CLASSIFICATION, 1));
      String last = head.output().get(0);
      require(checkpoint, last);
      head.parameters().forEach(parameter -> require(checkpoint, parameter.name()));
      int classes = classes(checkpoint, last);
      ClassifierConfig config = ClassifierConfig.of(dir, checkpoint.config());
      config.require(wanted, classes);
      LabelSpace labels =
          wanted == ProblemType.REGRESSION ? LabelSpace.none() : config.labels(classes);
      TokenizerFiles files = TokenizerFiles.read(dir);
      int positions = checkpoint.config().positions();
      Recipe.Texts texts =
          FolderErrors.in(dir, () -> options.texts(() -> files.maxLength(dir, positions)));
      Graphs graphs = architecture.graphs(Head.SEQUENCE_CLASSIFICATION, wanted);
      Engine engine =
          FolderErrors.in(dir, () -> Engine.create(graphs, classes, checkpoint::tensor));
      try {
        return new Parts(architecture, engine, labels, texts.encoder(checkpoint), true, files);
      } catch (RuntimeException e) {
        engine.close();
        throw e;
      }
    }
  }

  private static int classes(Checkpoint checkpoint, String tensor) {
    long[] shape = checkpoint.shape(tensor);
    if (shape.length != 2 || shape[0] > MOST_CLASSES) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: tensor %s must be a matrix with a row for each class, at most %d, found the"
                  + " shape %s",
              checkpoint.directory(),
              tensor,
              MOST_CLASSES,
              Arrays.toString(shape)));
    }
    return (int) shape[0];
  }

  private static void require(Checkpoint checkpoint, String tensor) {
    if (!checkpoint.has(tensor)) {
      throw new InvalidInputException(
          checkpoint.directory()
              + ": no tensor "
              + tensor
              + "; this is no sequence classifier: train one from it with TransformerLearner");
    }
  }

  /** An output without classes is called as transformers calls it. */
  private static List<String> names(Parts parts) {
    return parts.engine().network().objective().number()
        ? List.of("LABEL_0")
        : parts.labels().names();
  }

  static void save(Path dir, Parts parts) throws IOException {
    AtomicFolder.create(
        dir,
        folder -> {
          ProblemType problem = parts.engine().network().objective().problem();
          Purpose purpose = new Purpose(Head.SEQUENCE_CLASSIFICATION, names(parts).size(), problem);
          ConfigJson.write(folder, parts.architecture(), purpose, names(parts));
          int padId = parts.architecture().config().padId();
          parts.tokenizerFiles().write(folder, parts.encoder().maxLength(), padId);
          SafeTensors.write(
              folder.resolve(Checkpoint.WEIGHTS), stored(parts), Map.of("format", "pt"));
          Models.describe(folder, TransformerFormat.NAME, TransformerFormat.VERSION);
        });
  }

  /** All weights under the names that a Hugging Face file has. */
  private static SortedMap<String, Tensor> stored(Parts parts) {
    Spelling spelling = parts.architecture().spelling();
    SortedMap<String, Tensor> stored = new TreeMap<>();
    parts
        .engine()
        .tensors()
        .forEach(
            (name, tensor) ->
                stored.put(spelling.stored(name, Head.SEQUENCE_CLASSIFICATION), tensor));
    return stored;
  }
}
