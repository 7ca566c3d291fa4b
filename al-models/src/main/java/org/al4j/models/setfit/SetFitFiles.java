package org.al4j.models.setfit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.io.Beside;
import org.al4j.core.model.Models;
import org.al4j.models.embedding.EmbeddingOptions;
import org.al4j.models.head.HeadModel;
import org.al4j.models.internal.AtomicFolder;
import org.al4j.models.internal.InputFile;

/**
 * A saved SetFit model: {@code setfit.json} (how states become vectors), {@code encoder} in Hugging
 * Face layout, {@code head}.
 */
final class SetFitFiles {
  static final String FILE = "setfit.json";
  private static final String FORMAT = "al4j-setfit-1";
  private static final String ENCODER = "encoder";
  private static final String HEAD = "head";
  private static final String NORMALISED = "normalised";
  private static final String PREFIX = "prefix";
  private static final ObjectMapper JSON = new ObjectMapper();

  private SetFitFiles() {}

  static void save(Path dir, TunedEncoder encoder, HeadModel<ClassLabel> head) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put(NORMALISED, encoder.options().normalised());
    root.put(PREFIX, encoder.options().prefix());
    AtomicFolder.create(
        dir,
        folder -> {
          Files.write(folder.resolve(FILE), JSON.writeValueAsBytes(root));
          encoder.save(Files.createDirectory(folder.resolve(ENCODER)));
          head.save(folder.resolve(HEAD));
          Models.describe(folder, SetFitFormat.NAME, SetFitFormat.VERSION);
        });
  }

  static SetFitClassifier load(Path dir) throws IOException {
    return Beside.read(dir, SetFitFiles::read);
  }

  private static SetFitClassifier read(Path dir) throws IOException {
    Path file = dir.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(dir + " is not a saved SetFit model: it has no file " + FILE);
    }
    TunedEncoder encoder = TunedEncoder.load(dir.resolve(ENCODER), options(file));
    try {
      return new SetFitClassifier(encoder, classifier(dir.resolve(HEAD), encoder));
    } catch (IOException | RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  private static EmbeddingOptions options(Path file) {
    JsonNode root = InputFile.json(file, "a saved SetFit model");
    JsonNode normalised = root.path(NORMALISED);
    JsonNode prefix = root.path(PREFIX);
    if (!root.path("format").asText().equals(FORMAT)
        || !normalised.isBoolean()
        || !prefix.isTextual()) {
      throw new InvalidInputException(
          InputFile.oneLine(
              file
                  + ": must have format '"
                  + FORMAT
                  + "', normalised true or false and a prefix, found "
                  + root));
    }
    return EmbeddingOptions.DEFAULT
        .withNormalised(normalised.asBoolean())
        .withPrefix(prefix.asText());
  }

  @SuppressWarnings("unchecked") // its kind says so
  private static HeadModel<ClassLabel> classifier(Path dir, TunedEncoder encoder)
      throws IOException {
    HeadModel<?> head = HeadModel.load(dir, encoder);
    if (head.kind() != ClassLabel.class) {
      throw new InvalidInputException(
          dir
              + ": a head of one class a text is needed, found one of "
              + head.kind().getSimpleName());
    }
    return (HeadModel<ClassLabel>) head;
  }
}
