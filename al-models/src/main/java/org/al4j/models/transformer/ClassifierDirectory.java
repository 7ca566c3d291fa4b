package org.al4j.models.transformer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.backend.Backend;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.Models;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.checkpoint.Head;
import org.al4j.models.checkpoint.ProblemType;
import org.al4j.models.checkpoint.SafeTensors;
import org.al4j.models.internal.AtomicFolder;
import org.al4j.models.transformer.TransformerModel.Parts;
import org.al4j.models.transformer.internal.Engine;
import org.al4j.models.transformer.internal.Graphs;

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
    Backend.require();
    try (Checkpoint checkpoint = Checkpoint.open(dir)) {
      List<String> head = checkpoint.config().family().classifierTensors();
      head.forEach(name -> require(checkpoint, name));
      int classes = classes(checkpoint, head.get(0));
      ClassifierConfig config = ClassifierConfig.of(dir, checkpoint.config());
      config.require(wanted, classes);
      LabelSpace labels =
          wanted == ProblemType.REGRESSION ? LabelSpace.none() : config.labels(classes);
      TokenizerFiles files = TokenizerFiles.read(dir);
      int positions = checkpoint.config().positions();
      Recipe.Texts texts =
          FolderErrors.in(dir, () -> options.texts(() -> files.maxLength(dir, positions)));
      Graphs graphs = new Graphs(checkpoint.config(), wanted);
      Engine engine =
          FolderErrors.in(dir, () -> Engine.create(graphs, classes, checkpoint::tensor));
      try {
        TextEncoder encoder =
            new TextEncoder(
                checkpoint.tokenizer(), texts, positions, checkpoint.config().vocabulary());
        return new Parts(engine, labels, encoder, true, files);
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
    return parts.engine().problem() == ProblemType.REGRESSION
        ? List.of("LABEL_0")
        : parts.labels().names();
  }

  static void save(Path dir, Parts parts) throws IOException {
    AtomicFolder.create(
        dir,
        folder -> {
          parts
              .engine()
              .config()
              .withLabels(names(parts))
              .write(folder, Head.SEQUENCE_CLASSIFICATION, parts.engine().problem());
          parts.tokenizerFiles().write(folder, parts.encoder().maxLength());
          SafeTensors.write(
              folder.resolve(Checkpoint.WEIGHTS),
              parts.engine().storedTensors(),
              Map.of("format", "pt"));
          Models.describe(folder, TransformerFormat.NAME, TransformerFormat.VERSION);
        });
  }
}
