package org.al4j.examples.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.al4j.models.tokenize.TextTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BytePairsTest {
  @TempDir private Path dir;

  /** Of "low", " low", " lower", " low": l o and o w four times each, then lo w, then the space. */
  @Test
  void learn_fewWords_joinsTheMostFrequentPairs() {
    List<String> texts = List.of("low low", "lower low");
    assertEquals(List.of("l o", "lo w", "\u0120 low"), BytePairs.learn(texts, 300).merges());
    assertEquals(List.of("l o", "lo w"), BytePairs.learn(texts, 259).merges());
    assertEquals(259, BytePairs.learn(texts, 259).size());
  }

  @Test
  void write_thenTokenize_readsAnyTextByTheMerges() throws IOException {
    BytePairs pairs = BytePairs.learn(List.of("low low", "lower low"), 300);
    pairs.write(dir);
    Files.writeString(dir.resolve("config.json"), "{\"model_type\":\"gpt2\"}");
    assertEquals(259, pairs.endId());
    try (TextTokenizer tokenizer = TextTokenizer.open(dir)) {
      assertEquals(260, tokenizer.vocabularySize());
      assertArrayEquals(
          new int[] {257, 258, 259}, tokenizer.encode("low low<|endoftext|>", 9).ids());
      // Bytes d0 9f: the 141st that shows, and the 66th of those that do not, which follow 188.
      assertArrayEquals(new int[] {140, 253}, tokenizer.encode("\u041f", 9).ids());
      assertArrayEquals(new int[] {259}, tokenizer.encode("", 9).ids());
    }
  }
}
