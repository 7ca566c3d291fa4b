package org.al4j.dl4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.model.FloatTable;
import org.al4j.core.settings.Settings;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.transformer.TransformerEncoder;
import org.al4j.models.transformer.TransformerEncoder.Pooling;

/** Embeddings by a pre-trained encoder, which is told by its folder and its weights' SHA-256. */
final class EncoderFeatures implements TextFeatures {
  static final String FORMAT = "encoder";
  private static final String FILE = "encoder.json";
  private static final String ELSEWHERE =
      "; give the encoder with Dl4jModel.load(dir, TextFeatures.encoder(..))";

  private final Path checkpoint;
  private final String sha256;
  private final Pooling pooling;
  private final TransformerEncoder encoder;

  private EncoderFeatures(
      Path checkpoint, String sha256, Pooling pooling, TransformerEncoder encoder) {
    this.checkpoint = checkpoint;
    this.sha256 = sha256;
    this.pooling = pooling;
    this.encoder = encoder;
  }

  static EncoderFeatures open(Path checkpoint, Pooling pooling) {
    return new EncoderFeatures(
        checkpoint.toAbsolutePath().normalize(),
        sha256(checkpoint),
        pooling,
        TransformerEncoder.load(checkpoint, pooling));
  }

  private static String sha256(Path checkpoint) {
    try (Checkpoint opened = Checkpoint.open(checkpoint)) {
      return opened.sha256();
    }
  }

  static EncoderFeatures load(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    JsonNode root = Dl4jFiles.json(file);
    Path checkpoint = Path.of(root.path("checkpoint").asText());
    EncoderFeatures features;
    try {
      features =
          open(Checkpoints.recorded(checkpoint), Pooling.valueOf(root.path("pooling").asText()));
    } catch (IllegalArgumentException | InvalidInputException e) {
      throw new InvalidInputException(
          file + ": its encoder cannot be read, " + checkpoint + ": " + e.getMessage() + ELSEWHERE,
          e);
    }
    if (!features.sha256.equals(root.path("sha256").asText())) {
      features.close();
      throw new InvalidInputException(
          file + ": the checkpoint " + checkpoint + " has other weights by now" + ELSEWHERE);
    }
    return features;
  }

  @Override
  public long[] shape() {
    return new long[] {encoder.width()};
  }

  @Override
  public List<FloatTable> read(List<Instance> xs) {
    List<FloatTable> rows = new ArrayList<>();
    encoder.encode(
        xs.stream().map(Instance::text).toList(), row -> rows.add(FloatTable.vector(row)));
    return rows;
  }

  @Override
  public String describe() {
    return "embeddings (" + pooling + ") of " + checkpoint.getFileName();
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("EncoderFeatures")
        .with("checkpoint.sha256", sha256)
        .with("pooling", pooling)
        .toMap();
  }

  @Override
  public Optional<String> format() {
    return Optional.of(FORMAT);
  }

  @Override
  public void save(Path folder) throws IOException {
    ObjectNode root = Dl4jFiles.object();
    root.put("checkpoint", checkpoint.toString());
    root.put("sha256", sha256);
    root.put("pooling", pooling.name());
    Dl4jFiles.write(folder.resolve(FILE), root);
  }

  @Override
  public void close() {
    encoder.close();
  }
}
