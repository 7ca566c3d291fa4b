package org.al4j.examples.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.io.AtomicFile;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;

/**
 * A BERT that was never trained, as a checkpoint in Hugging Face layout: matrices from N(0, 0.02),
 * biases 0, layer norms 1 and 0, as transformers initialises them. Same arguments, same bytes.
 *
 * @param vocabulary tokens
 * @param positions longest text
 */
public record RandomCheckpoint(int layers, int hidden, int heads, int vocabulary, int positions) {
  private static final List<String> TOKENIZER =
      List.of(
          "vocab.txt",
          "vocab.json",
          "merges.txt",
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json");
  private static final float DEVIATION = 0.02f;
  private static final int WIDENING = 4;

  /**
   * Writes a checkpoint of any family with another's configuration, tokenizer and shapes, unless it
   * is there already. Same donor, same bytes.
   *
   * @param donor a checkpoint folder
   * @throws InvalidInputException if there is one of another configuration
   */
  public static void write(Path dir, Path donor) throws IOException {
    if (Files.exists(dir.resolve(Checkpoint.WEIGHTS))) {
      if (Files.mismatch(dir.resolve(ModelConfig.FILE), donor.resolve(ModelConfig.FILE)) != -1) {
        throw new InvalidInputException(
            dir + " has random weights in another shape than " + donor + "; take another folder");
      }
      return;
    }
    Files.createDirectories(dir);
    copyTokenizer(dir, donor);
    Files.copy(
        donor.resolve(ModelConfig.FILE),
        dir.resolve(ModelConfig.FILE),
        StandardCopyOption.REPLACE_EXISTING);
    RandomGenerator random = new Seeds(0).generator("random checkpoint", 0);
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    try (Checkpoint trained = Checkpoint.open(donor)) {
      trained.names().forEach(name -> tensors.put(name, tensor(name, trained.shape(name), random)));
    }
    SafeTensors.write(dir.resolve(Checkpoint.WEIGHTS), tensors, Map.of("format", "pt"));
  }

  private static void copyTokenizer(Path dir, Path donor) throws IOException {
    for (String file : TOKENIZER) {
      if (Files.exists(donor.resolve(file))) {
        Files.copy(donor.resolve(file), dir.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /**
   * Writes a checkpoint with another's tokenizer, unless it is there already. The weights come
   * last: with them it is complete.
   *
   * @param donor a checkpoint folder
   */
  public static void write(Path dir, Path donor, int layers, int hidden, int heads)
      throws IOException {
    if (Files.exists(dir.resolve(Checkpoint.WEIGHTS))) {
      return;
    }
    ModelConfig other = Checkpoint.readConfig(donor);
    RandomCheckpoint shape =
        new RandomCheckpoint(layers, hidden, heads, other.vocabulary(), other.positions());
    Files.createDirectories(dir);
    copyTokenizer(dir, donor);
    AtomicFile.write(dir.resolve("config.json"), shape.config(other.padId()));
    SafeTensors.write(dir.resolve(Checkpoint.WEIGHTS), shape.tensors(), Map.of("format", "pt"));
  }

  private byte[] config(int padId) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    root.put("model_type", "bert");
    root.putArray("architectures").add("BertModel");
    root.put("vocab_size", vocabulary);
    root.put("max_position_embeddings", positions);
    root.put("type_vocab_size", 2);
    root.put("num_hidden_layers", layers);
    root.put("hidden_size", hidden);
    root.put("num_attention_heads", heads);
    root.put("intermediate_size", WIDENING * hidden);
    root.put("hidden_act", "gelu");
    root.put("layer_norm_eps", 1e-12);
    root.put("hidden_dropout_prob", 0.1);
    root.put("attention_probs_dropout_prob", 0.1);
    root.put("pad_token_id", padId);
    return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  private TreeMap<String, Tensor> tensors() {
    TreeMap<String, long[]> shapes = new TreeMap<>();
    shapes.put("embeddings.word_embeddings.weight", new long[] {vocabulary, hidden});
    shapes.put("embeddings.position_embeddings.weight", new long[] {positions, hidden});
    shapes.put("embeddings.token_type_embeddings.weight", new long[] {2, hidden});
    norm(shapes, "embeddings.LayerNorm");
    for (int layer = 0; layer < layers; layer++) {
      String name = "encoder.layer." + layer + ".";
      for (String part : List.of("self.query", "self.key", "self.value", "output.dense")) {
        linear(shapes, name + "attention." + part, hidden, hidden);
      }
      norm(shapes, name + "attention.output.LayerNorm");
      linear(shapes, name + "intermediate.dense", hidden, WIDENING * hidden);
      linear(shapes, name + "output.dense", WIDENING * hidden, hidden);
      norm(shapes, name + "output.LayerNorm");
    }
    RandomGenerator random = new Seeds(0).generator("random checkpoint", 0);
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    shapes.forEach((name, shape) -> tensors.put(name, tensor(name, shape, random)));
    return tensors;
  }

  private static void linear(Map<String, long[]> shapes, String name, int in, int out) {
    shapes.put(name + ".weight", new long[] {out, in});
    shapes.put(name + ".bias", new long[] {out});
  }

  private void norm(Map<String, long[]> shapes, String name) {
    shapes.put(name + ".weight", new long[] {hidden});
    shapes.put(name + ".bias", new long[] {hidden});
  }

  /** Names differ by family: a weight with one extent is a norm's scale. */
  private static boolean isNorm(String name, long[] shape) {
    return shape.length == 1 && !name.endsWith(".bias");
  }

  private static Tensor tensor(String name, long[] shape, RandomGenerator random) {
    long size = 1;
    for (long extent : shape) {
      size *= extent;
    }
    float[] values = new float[(int) size];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          isNorm(name, shape)
              ? 1
              : name.endsWith(".bias") ? 0 : (float) (DEVIATION * random.nextGaussian());
    }
    return new Tensor(shape, values);
  }
}
