package org.al4j.bench.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.examples.checkpoint.RandomCheckpoint;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.tokenize.TokenizerDefinition;

/** Checkpoints of a few kilobytes in the forms that are published. */
final class TinyModels {
  static final String CONFIG = "config.json";
  static final String VOCABULARY = "vocab.txt";
  private static final int HIDDEN = 4;
  private static final int POSITIONS = 24;
  private static final int CLASSES = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  private TinyModels() {}

  /** A classifier of two classes: configuration, vocabulary, {@code model.safetensors}. */
  static Path bert(Path dir) throws IOException {
    Files.createDirectories(dir);
    List<String> tokens = TinyVocabularies.wordPieces();
    Files.write(dir.resolve(VOCABULARY), tokens);
    Files.writeString(
        dir.resolve(CONFIG),
        String.format(
            Locale.ROOT,
            """
            {"model_type": "bert", "vocab_size": %d, "max_position_embeddings": %d,
             "hidden_size": 4, "num_hidden_layers": 1, "num_attention_heads": 2,
             "intermediate_size": 16}
            """,
            tokens.size(),
            POSITIONS));
    RandomCheckpoint.write(dir, dir, 1, HIDDEN, 2);
    SortedMap<String, Tensor> tensors = tensors(dir);
    tensors.put("pooler.dense.weight", filled(HIDDEN, HIDDEN));
    tensors.put("pooler.dense.bias", filled(HIDDEN));
    tensors.put("classifier.weight", filled(CLASSES, HIDDEN));
    tensors.put("classifier.bias", filled(CLASSES));
    SafeTensors.write(dir.resolve(Checkpoint.WEIGHTS), tensors, Map.of("format", "pt"));
    return asClassifier(dir, "BertForSequenceClassification");
  }

  /** The same as an ELECTRA without a head. */
  static Path electra(Path dir) throws IOException {
    bert(dir);
    return changed(dir, root -> root.put("model_type", "electra").put("embedding_size", HIDDEN));
  }

  /** A RoBERTa without a head, with its own kind of vocabulary. */
  static Path roberta(Path dir) throws IOException {
    bert(dir);
    Files.delete(dir.resolve(VOCABULARY));
    int size = TinyVocabularies.writeBytePairs(dir);
    SortedMap<String, Tensor> tensors = tensors(dir);
    tensors.keySet().removeIf(name -> name.startsWith("classifier") || name.startsWith("pooler"));
    tensors.put("embeddings.word_embeddings.weight", filled(size, HIDDEN));
    tensors.put("embeddings.token_type_embeddings.weight", filled(1, HIDDEN));
    SafeTensors.write(dir.resolve(Checkpoint.WEIGHTS), tensors, Map.of());
    return changed(
        dir,
        root ->
            root.put("model_type", "roberta")
                .put("vocab_size", size)
                .put("type_vocab_size", 1)
                .put("pad_token_id", 1));
  }

  /** {@code tokenizer.json} in the place of the vocabularies. */
  static Path withDefinition(Path dir) throws IOException {
    Files.writeString(dir.resolve("tokenizer.json"), TokenizerDefinition.read(dir).json() + "\n");
    for (String name : List.of(VOCABULARY, "vocab.json", "merges.txt")) {
      Files.deleteIfExists(dir.resolve(name));
    }
    return dir;
  }

  /** The tensors of {@code model.safetensors}. */
  static SortedMap<String, Tensor> tensors(Path dir) {
    try (SafeTensors file = SafeTensors.open(dir.resolve(Checkpoint.WEIGHTS))) {
      SortedMap<String, Tensor> tensors = new TreeMap<>();
      file.names().forEach(name -> tensors.put(name, file.tensor(name)));
      return tensors;
    }
  }

  /** Other bytes in the place of {@code model.safetensors}. */
  static Path withWeights(Path dir, String name, byte[] bytes) throws IOException {
    Files.delete(dir.resolve(Checkpoint.WEIGHTS));
    Files.write(dir.resolve(name), bytes);
    return dir;
  }

  /** The weights in two files with an index. */
  static Path sharded(Path dir) throws IOException {
    SortedMap<String, Tensor> all = tensors(dir);
    SortedMap<String, Tensor> first = all.headMap("encoder");
    SortedMap<String, Tensor> second = all.tailMap("encoder");
    ObjectNode root = JSON.createObjectNode();
    root.putObject("metadata").put("total_size", 1);
    ObjectNode map = root.putObject("weight_map");
    first.keySet().forEach(name -> map.put(name, "model-1.safetensors"));
    second.keySet().forEach(name -> map.put(name, "model-2.safetensors"));
    SafeTensors.write(dir.resolve("model-1.safetensors"), first, Map.of());
    SafeTensors.write(dir.resolve("model-2.safetensors"), second, Map.of());
    return withWeights(dir, Checkpoint.WEIGHTS + ".index.json", JSON.writeValueAsBytes(root));
  }

  private static Path asClassifier(Path dir, String architecture) throws IOException {
    return changed(
        dir,
        root -> {
          root.putArray("architectures").add(architecture);
          root.putObject("id2label").put("0", "no").put("1", "yes");
        });
  }

  private interface Change {
    void on(ObjectNode root);
  }

  private static Path changed(Path dir, Change change) throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(dir.resolve(CONFIG).toFile());
    change.on(root);
    JSON.writerWithDefaultPrettyPrinter().writeValue(dir.resolve(CONFIG).toFile(), root);
    return dir;
  }

  private static Tensor filled(long... shape) {
    int size = 1;
    for (long extent : shape) {
      size *= (int) extent;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (i * 7 % 11 - 5) / 50f;
    }
    return new Tensor(shape, values);
  }
}
