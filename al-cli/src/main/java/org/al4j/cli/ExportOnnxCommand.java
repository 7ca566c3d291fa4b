package org.al4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Models;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.scoring.Exportable;
import org.al4j.models.scoring.ProductPrecision;
import org.al4j.models.transformer.TransformerEncoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code al export-onnx}: a saved transformer as a file for ONNX Runtime. */
@Command(
    name = "export-onnx",
    description = {
      "Write a saved transformer as an ONNX file (opset 17).",
      "Inputs input_ids, attention_mask and, where the family has segments, token_type_ids, INT64"
          + " [batch, sequence]; outputs logits and features, of a tagger logits of each token, of an"
          + " encoder last_hidden_state. Classes are in the file's metadata."
    },
    sortOptions = false)
final class ExportOnnxCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "DIR|NAME",
      description = "Folder of a saved model, or a checkpoint's folder or name with --encoder.")
  private String model = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file; replaced.")
  private Path out = Path.of("");

  @Option(
      names = "--encoder",
      description = "Export a checkpoint's hidden states, whatever head it has.")
  private boolean encoder;

  @Option(
      names = "--precision",
      paramLabel = "HOW",
      defaultValue = "float",
      description =
          "float, int8, or int7, which is right on processors that add two products in 16 bits"
              + " (default: ${DEFAULT-VALUE}).")
  private String precision = "float";

  @Override
  public Integer call() throws IOException {
    ProductPrecision products = products();
    requireWritable();
    Path folder = Checkpoints.folder(model);
    if (encoder) {
      try (TransformerEncoder read =
          TransformerEncoder.load(folder, TransformerEncoder.Pooling.MEAN)) {
        write(read, products);
      }
    } else {
      try (ActiveModel<?> read = Models.load(folder)) {
        write(exportable(read), products);
      }
    }
    spec.commandLine().getErr().println("model: " + out.toAbsolutePath().normalize());
    return 0;
  }

  private Exportable exportable(ActiveModel<?> read) {
    if (read instanceof Exportable one) {
      return one;
    }
    throw new InvalidInputException(
        model
            + ": transformers and their taggers can be exported, found "
            + read.getClass().getSimpleName());
  }

  private ProductPrecision products() {
    return switch (precision) {
      case "float" -> ProductPrecision.FLOAT;
      case "int8" -> ProductPrecision.INT8;
      case "int7" -> ProductPrecision.INT7;
      default ->
          throw new InvalidInputException(
              "--precision must be float, int8 or int7, found '" + precision + "'");
    };
  }

  private void requireWritable() {
    Path parent = out.toAbsolutePath().normalize().getParent();
    if (Files.isDirectory(out) || parent == null || !Files.isDirectory(parent)) {
      throw new InvalidInputException("--out must be a file in an existing folder, found " + out);
    }
  }

  private void write(Exportable read, ProductPrecision products) throws IOException {
    AtomicFile.write(out, read.exported().onnx(products));
  }
}
