package org.al4j.models.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.Sha256;
import org.al4j.models.internal.BadFile;
import org.al4j.models.internal.FoundInstead;
import org.al4j.models.internal.onnx.OnnxFile;
import org.al4j.models.internal.torch.TorchFile;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.TensorSource;

/** Finds the weights of a directory, in whichever form they are there. */
final class WeightFiles {
  private static final String ONNX = "model.onnx";

  private record Form(String name, Function<Path, TensorSource> open) {}

  private static final List<Form> FORMS =
      List.of(
          new Form(Checkpoint.WEIGHTS, SafeTensors::open),
          new Form(
              Checkpoint.WEIGHTS + ".index.json",
              index -> ShardedFiles.open(index, SafeTensors::open)),
          new Form("pytorch_model.bin", TorchFile::open),
          new Form(
              "pytorch_model.bin.index.json", index -> ShardedFiles.open(index, TorchFile::open)),
          new Form(ONNX, OnnxFile::open));

  private WeightFiles() {}

  /**
   * Opens the first of the forms that is there.
   *
   * @throws InvalidInputException naming what was looked for, when none is there
   */
  static TensorSource open(Path dir) {
    for (Form form : FORMS) {
      Path file = dir.resolve(form.name());
      if (Files.exists(file)) {
        return form.open().apply(file);
      }
    }
    List<Path> exported = exported(dir);
    if (exported.size() == 1) {
      return OnnxFile.open(exported.get(0));
    }
    throw new InvalidInputException(
        exported.isEmpty()
            ? String.format(
                Locale.ROOT,
                "%s: no weights; looked for %s and *.onnx%s",
                dir,
                FORMS.stream().map(Form::name).collect(Collectors.joining(", ")),
                FoundInstead.ofWeights(dir))
            : String.format(
                Locale.ROOT,
                "%s: %d .onnx files and none is called %s; name the one that is meant so",
                dir,
                exported.size(),
                ONNX));
  }

  private static List<Path> exported(Path dir) {
    try (Stream<Path> files = Files.list(dir)) {
      return files
          .filter(file -> file.toString().endsWith(".onnx") && Files.isRegularFile(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw BadFile.unreadable(dir, e);
    }
  }

  /**
   * SHA-256 in hexadecimal: of a single file as it is, of several that of the lines which {@code
   * sha256sum} prints for them, the index or graph first.
   */
  static String sha256(List<Path> files) {
    if (files.size() == 1) {
      return sha256(files.get(0));
    }
    StringBuilder lines = new StringBuilder();
    for (Path file : files) {
      lines.append(sha256(file)).append("  ").append(file.getFileName()).append('\n');
    }
    return new Sha256().add(lines.toString()).hex();
  }

  private static String sha256(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw BadFile.unreadable(file, e);
    }
  }
}
