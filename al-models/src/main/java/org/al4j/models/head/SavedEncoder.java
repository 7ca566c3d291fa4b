package org.al4j.models.head;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.embedding.EmbeddingOptions;
import org.al4j.models.embedding.Precision;
import org.al4j.models.transformer.TransformerEncoder.Pooling;

/**
 * The encoder of a saved head, in {@code encoder} of {@code head.json}: its SHA-256, how its states
 * become vectors, and its name. One without a name was copied into the folder {@code encoder}.
 */
final class SavedEncoder {
  private static final String NAME = "encoder";
  private static final String CHECKPOINT = "checkpoint";
  private static final String SHA = "sha256";
  private static final String KEPT = "kept";
  private static final String ELSEWHERE = "; give what embeds with HeadModel.load(dir, embedder)";

  private SavedEncoder() {}

  static void write(HeadVectors vectors, ObjectNode root) {
    vectors
        .encoder()
        .ifPresent(
            encoder -> {
              ObjectNode node = root.putObject(NAME);
              if (encoder.isNamed()) {
                node.put(CHECKPOINT, encoder.checkpoint());
              }
              node.put(SHA, vectors.sha256());
              node.put("pooling", encoder.options().pooling().name());
              node.put("maxLength", encoder.options().maxLength());
              node.put("normalised", encoder.options().normalised());
              node.put("prefix", encoder.options().prefix());
              if (encoder.store().isPresent()) {
                node.put(KEPT, encoder.precision().name());
              }
            });
  }

  /** Copies the files of an encoder that has no name: configuration, tokenizer and weights. */
  static void copy(HeadVectors vectors, Path model) throws IOException {
    Optional<HeadEncoder> encoder = vectors.encoder().filter(one -> !one.isNamed());
    if (encoder.isEmpty()) {
      return;
    }
    Path from = encoder.get().folder();
    Path to = Files.createDirectory(model.resolve(NAME));
    try (Checkpoint checkpoint = Checkpoint.open(from)) {
      if (!checkpoint.sha256().equals(vectors.sha256())) {
        throw new InvalidInputException(
            from + " has other weights than those the model was trained with; it is not saved");
      }
      for (Path file : checkpoint.weightFiles()) {
        Files.copy(file, to.resolve(file.getFileName().toString()));
      }
    }
    for (Path file : descriptions(from)) {
      Path copy = to.resolve(file.getFileName().toString());
      if (!Files.exists(copy)) {
        Files.copy(file, copy);
      }
    }
  }

  private static List<Path> descriptions(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> isDescription(file.getFileName().toString()))
          .sorted()
          .toList();
    }
  }

  /** Configurations, tokenizers and vocabularies: all that the embedder's identity is made of. */
  private static boolean isDescription(String name) {
    return name.endsWith(".json") || name.endsWith(".txt") || name.endsWith(".model");
  }

  /**
   * Opens the encoder of a saved head.
   *
   * @param file for messages
   */
  static HeadVectors open(Path file, JsonNode root, Path dir) {
    JsonNode node = root.path(NAME);
    if (!node.isObject()) {
      throw HeadDescription.bad(file, "its vectors are not of an encoder" + ELSEWHERE);
    }
    boolean named = node.has(CHECKPOINT);
    String checkpoint = named ? node.path(CHECKPOINT).asText() : dir.resolve(NAME).toString();
    HeadVectors vectors;
    try {
      vectors = encoder(checkpoint, node).open();
    } catch (IllegalArgumentException | InvalidInputException e) {
      throw new InvalidInputException(
          file + ": its encoder cannot be read: " + e.getMessage() + ELSEWHERE, e);
    }
    if (!vectors.sha256().equals(node.path(SHA).asText())) {
      vectors.close();
      throw HeadDescription.bad(
          file,
          "the weights of its encoder, "
              + checkpoint
              + ", are others by now"
              + (named ? "; use the version of the library that it was trained with" : "")
              + ELSEWHERE);
    }
    return vectors;
  }

  /** Vectors that were kept are rounded, so they are kept here too, with all others. */
  private static HeadEncoder encoder(String checkpoint, JsonNode node) {
    EmbeddingOptions options =
        new EmbeddingOptions(
            Pooling.valueOf(node.path("pooling").asText()),
            node.path("maxLength").asInt(-1),
            node.path("normalised").asBoolean(),
            node.path("prefix").asText());
    HeadEncoder encoder = HeadEncoder.of(checkpoint).withOptions(options);
    return node.has(KEPT)
        ? encoder.withPrecision(Precision.valueOf(node.path(KEPT).asText()))
        : encoder.withoutStore();
  }
}
