package org.al4j.models.transformer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.models.Fixtures;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;

/** Ways in which a checkpoint is bad: a copy of the fixtures' BERT, spoilt. */
enum BadCheckpoints {
  TRUNCATED {
    @Override
    void spoil(Path dir) throws IOException {
      byte[] bytes = Files.readAllBytes(dir.resolve(WEIGHTS));
      Files.write(dir.resolve(WEIGHTS), Arrays.copyOf(bytes, bytes.length - 1));
    }
  },
  HOSTILE_HEADER {
    @Override
    void spoil(Path dir) throws IOException {
      byte[] bytes = Files.readAllBytes(dir.resolve(WEIGHTS));
      Arrays.fill(bytes, 0, 7, (byte) 0xff); // the header's length, little endian: 2^63 - 1
      bytes[7] = 0x7f;
      Files.write(dir.resolve(WEIGHTS), bytes);
    }
  },
  CONTRADICTING_CONFIG {
    @Override
    void spoil(Path dir) throws IOException {
      replace(dir.resolve("config.json"), "\"hidden_size\": 32", "\"hidden_size\": 16");
    }
  },
  UNKNOWN_ARCHITECTURE {
    @Override
    void spoil(Path dir) throws IOException {
      replace(dir.resolve("config.json"), "\"model_type\": \"bert\"", "\"model_type\": \"gpt9\"");
    }
  },
  NO_VOCABULARY {
    @Override
    void spoil(Path dir) throws IOException {
      Files.delete(dir.resolve("vocab.txt"));
    }
  },
  /** Noticed only by the native library, when all else is open. */
  NO_TOKENIZER {
    @Override
    void spoil(Path dir) throws IOException {
      Files.writeString(
          dir.resolve("tokenizer.json"), "{\"model\":{\"type\":\"None\",\"vocab\":{\"a\":0}}}");
    }
  },
  /** Noticed when the weights are read. */
  NOT_FINITE {
    @Override
    void spoil(Path dir) throws IOException {
      SortedMap<String, Tensor> tensors = new TreeMap<>();
      try (SafeTensors stored = SafeTensors.open(dir.resolve(WEIGHTS))) {
        stored.names().forEach(name -> tensors.put(name, stored.tensor(name)));
      }
      tensors.get("bert.encoder.layer.0.output.dense.bias").values()[0] = Float.NaN;
      SafeTensors.write(dir.resolve(WEIGHTS), tensors, Map.of("format", "pt"));
    }
  };

  private static final String WEIGHTS = "model.safetensors";

  abstract void spoil(Path dir) throws IOException;

  /** A spoilt copy below {@code parent}. */
  Path make(Path parent) throws IOException {
    Path dir = Fixtures.copy("models/bert/seqcls", parent.resolve(name()));
    spoil(dir);
    return dir;
  }

  private static void replace(Path file, String before, String after) throws IOException {
    String text = Files.readString(file);
    if (!text.contains(before)) {
      throw new IllegalStateException(file + " does not hold " + before);
    }
    Files.writeString(file, text.replace(before, after));
  }
}
