package org.al4j.models.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.al4j.models.Fixtures;
import org.al4j.models.transformer.TransformerEncoder.Pooling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncoderEmbedderTest {
  private static final List<String> TEXTS = List.of("the cat runs", "the", "cat cat the runs the");

  @TempDir private Path dir;

  private static Map<String, String> settings(Path folder, EmbeddingOptions options) {
    try (EncoderEmbedder embedder = EncoderEmbedder.load(folder, options)) {
      return embedder.settings();
    }
  }

  private static List<float[]> embed(Path folder, EmbeddingOptions options, List<String> texts) {
    List<float[]> vectors = new ArrayList<>();
    try (EncoderEmbedder embedder = EncoderEmbedder.load(folder, options)) {
      embedder.embed(texts, vectors::add);
    }
    return vectors;
  }

  private Path copy(String name) throws IOException {
    return Fixtures.copy("models/bert/base", dir.resolve(name));
  }

  @Test
  void embed_usualOptions_givesVectorsOfLengthOne() throws IOException {
    for (float[] vector : embed(copy("a"), EmbeddingOptions.DEFAULT, TEXTS)) {
      double squares = 0;
      for (float value : vector) {
        squares += value * value;
      }
      assertEquals(1, squares, 1e-5);
    }
  }

  @Test
  void embed_prefix_standsBeforeEachText() throws IOException {
    Path folder = copy("a");
    EmbeddingOptions prefixed = EmbeddingOptions.DEFAULT.withPrefix("the ");
    assertArrayEquals(
        embed(folder, EmbeddingOptions.DEFAULT, List.of("the cat")).get(0),
        embed(folder, prefixed, List.of("cat")).get(0));
  }

  @Test
  void settings_folderOfEqualFiles_areEqual() throws IOException {
    assertEquals(
        settings(copy("a"), EmbeddingOptions.DEFAULT),
        settings(copy("b"), EmbeddingOptions.DEFAULT));
  }

  @Test
  void settings_whateverChangesVectors_tellsItApart() throws IOException {
    Path folder = copy("a");
    EmbeddingOptions usual = EmbeddingOptions.DEFAULT;
    Map<String, String> settings = settings(folder, usual);
    assertNotEquals(settings, settings(folder, usual.withPooling(Pooling.FIRST_TOKEN)));
    assertNotEquals(settings, settings(folder, usual.withMaxLength(5)));
    assertNotEquals(settings, settings(folder, usual.withNormalised(false)));
    assertNotEquals(settings, settings(folder, usual.withPrefix("x")));
    Path tokenizer = folder.resolve("tokenizer_config.json");
    Files.writeString(
        tokenizer,
        Files.exists(tokenizer) ? Files.readString(tokenizer) + " " : "{\"do_lower_case\": true}");
    assertNotEquals(settings, settings(folder, usual), "another tokenizer");
  }

  @Test
  void store_checkpointChangedInItsFolder_isNeverServedTheOldVectors() throws IOException {
    Path folder = copy("a");
    Path cache = dir.resolve("cache");
    List<float[]> before = stored(cache, folder);
    Path other = Fixtures.path("models/electra/base");
    try (var files = Files.list(other)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.write(folder.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
    List<float[]> after = stored(cache, folder);
    List<float[]> fresh = stored(dir.resolve("other"), folder);
    for (int i = 0; i < TEXTS.size(); i++) {
      assertArrayEquals(fresh.get(i), after.get(i));
    }
    assertNotEquals(before.get(0)[0], after.get(0)[0]);
  }

  private static List<float[]> stored(Path cache, Path folder) {
    List<float[]> vectors = new ArrayList<>();
    try (EmbeddingStore store =
        EmbeddingStore.open(
            cache, EncoderEmbedder.load(folder, EmbeddingOptions.DEFAULT), Precision.HALF)) {
      store.embed(TEXTS, vectors::add);
    }
    return vectors;
  }
}
