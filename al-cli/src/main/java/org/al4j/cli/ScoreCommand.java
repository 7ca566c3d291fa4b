package org.al4j.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.al4j.cli.progress.LongTextWarning;
import org.al4j.cli.progress.ReadingLines;
import org.al4j.cli.score.PredictionLines;
import org.al4j.cli.score.ScoreLines;
import org.al4j.cli.score.TextFile;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Models;
import org.al4j.core.model.Output;
import org.al4j.core.text.TextReader;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.scoring.BackendScope;
import org.al4j.models.scoring.ScoringBackends;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code al score}: what a saved model says about texts. */
@Command(
    name = "score",
    description = "Score texts with a saved model: a line of JSON per text, in order.",
    sortOptions = false)
final class ScoreCommand implements Callable<Integer> {
  private static final Set<Class<? extends Annotation>> KINDS =
      Set.of(ClassLabel.class, LabelSet.class, RealValue.class, TagSequence.class);

  @Spec private CommandSpec spec;

  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder of a saved model: Hugging Face layout (a tagger of words, too), TF-IDF, ridge"
              + " regression, a committee.")
  private Path checkpoint = Path.of("");

  @Option(
      names = "--texts",
      required = true,
      paramLabel = "FILE",
      description = "Texts: .txt (a line each), or CSV, TSV, JSONL, JSON with columns.")
  private Path texts = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "Where the lines go; replaced.")
  private Path out = Path.of("");

  @ArgGroup(exclusive = false)
  private ReadingOptions reading = new ReadingOptions();

  @Option(
      names = "--score-with",
      paramLabel = "NAME",
      defaultValue = ScoringBackends.ENGINE,
      description =
          "What computes a transformer: engine, onnx, onnx-int8 or onnx-int7 (ONNX Runtime) (default:"
              + " ${DEFAULT-VALUE}).")
  private String scoring = ScoringBackends.ENGINE;

  @Option(names = "--embedding", description = "Write the embedding too.")
  private boolean embedding;

  @Override
  public Integer call() throws IOException {
    requireWritable();
    PrintWriter err = spec.commandLine().getErr();
    List<String> notes = new ArrayList<>();
    try (TextFile file = new TextFile(texts, reading.unlabelled(), notes::add);
        ActiveModel<?> model = Models.load(requireFolder())) {
      requireKind(model);
      requireEmbedding(model);
      score(model);
      Iterator<Instance> read = ReadingLines.of(file, err);
      if (model.kind() == ClassLabel.class) {
        ScoreLines.write(model, model.labels(), read, out, embedding);
      } else {
        PredictionLines.write(model, read, out, embedding);
      }
      notes.forEach(note -> err.println("note: " + note));
      LongTextWarning.print(TextReader.of(model), err);
    }
    err.println("scores: " + out.toAbsolutePath().normalize());
    return 0;
  }

  private void requireKind(ActiveModel<?> model) {
    if (!KINDS.contains(model.kind())) {
      throw new InvalidInputException(
          "--checkpoint must hold a model of classes, sets of classes, numbers or tags, "
              + checkpoint
              + " holds one of "
              + model.kind().getSimpleName());
    }
  }

  private void score(ActiveModel<?> model) {
    try {
      ScoringBackends.use(model, scoring, BackendScope.FORWARD_AND_PREDICT);
    } catch (InvalidInputException e) {
      throw new InvalidInputException("--score-with: " + e.getMessage(), e);
    }
  }

  private void requireEmbedding(ActiveModel<?> model) {
    if (embedding && !model.offers().contains(Output.EMBEDDING)) {
      throw new InvalidInputException(
          "--embedding: the model in "
              + checkpoint
              + " offers "
              + new TreeSet<>(model.offers())
              + " only");
    }
  }

  private Path requireFolder() {
    if (Checkpoints.isName(checkpoint.toString())) {
      return Checkpoints.folder(checkpoint.toString());
    }
    if (!Files.isDirectory(checkpoint)) {
      throw new InvalidInputException(
          "--checkpoint must be a folder, " + checkpoint + " does not exist or is none");
    }
    return checkpoint;
  }

  private void requireWritable() {
    Path parent = out.toAbsolutePath().normalize().getParent();
    if (Files.isDirectory(out) || parent == null || !Files.isDirectory(parent)) {
      throw new InvalidInputException("--out must be a file in an existing folder, found " + out);
    }
    if (isTexts()) {
      throw new InvalidInputException("--out must not be the --texts file " + out);
    }
  }

  /** Whether both lead to one file, by a link or by another spelling of the path. */
  private boolean isTexts() {
    try {
      return Files.exists(out) && Files.exists(texts) && Files.isSameFile(out, texts);
    } catch (IOException e) {
      throw new InvalidInputException("--out " + out + " cannot be read: " + e.getMessage(), e);
    }
  }
}
