package org.al4j.models.tokenize;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A GPT-2 vocabulary of the 256 bytes in OpenAI's order, the end of text, and some merges. */
final class ByteVocabulary {
  private ByteVocabulary() {}

  /** The printable bytes as they are, then the others as characters from 256 on. */
  static void write(Path dir, String... merges) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode ids = json.createObjectNode();
    for (int b = 0; b < 256; b++) {
      if (printable(b)) {
        ids.put(Character.toString(b), ids.size());
      }
    }
    for (int next = 256; ids.size() < 256; next++) {
      ids.put(Character.toString(next), ids.size());
    }
    for (String merge : merges) {
      ids.put(merge.replace(" ", ""), ids.size());
    }
    ids.put("<|endoftext|>", ids.size());
    Files.writeString(dir.resolve("vocab.json"), json.writeValueAsString(ids));
    Files.writeString(
        dir.resolve("merges.txt"), "#version: 0.2\n" + String.join("\n", List.of(merges)) + "\n");
    Files.writeString(dir.resolve("config.json"), "{\"model_type\":\"gpt2\"}");
  }

  private static boolean printable(int b) {
    return (b > ' ' && b < 127) || (b > 160 && b != 173);
  }
}
