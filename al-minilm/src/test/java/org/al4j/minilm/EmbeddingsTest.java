package org.al4j.minilm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.checkpoint.CheckpointProvider;
import org.al4j.models.checkpoint.Checkpoints;
import org.al4j.models.embedding.EmbeddingOptions;
import org.al4j.models.embedding.EncoderEmbedder;
import org.al4j.models.tokenize.TextTokenizer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against what PyTorch makes of the same weights; the resource says how. */
class EmbeddingsTest {
  private static final double CLOSE = 1e-5;

  @BeforeAll
  static void cache() {
    TestCache.use();
  }

  private static JsonNode expected() throws IOException {
    try (InputStream in = EmbeddingsTest.class.getResourceAsStream("embeddings.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
  }

  private static List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    expected().path("texts").forEach(text -> texts.add(text.asText()));
    return texts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"minilm", "e5-small"})
  void embed_texts_asPyTorch(String name) throws IOException {
    JsonNode expected = expected().path("checkpoints").path(name);
    CheckpointProvider provider = Checkpoints.provider(name).orElseThrow();
    EmbeddingOptions options = EmbeddingOptions.DEFAULT.withPrefix(provider.prefix());
    List<float[]> found = new ArrayList<>();
    try (EncoderEmbedder embedder = EncoderEmbedder.load(provider.folder(), options)) {
      embedder.embed(texts(), found::add);
      assertEquals(expected.path("maxLength").asInt(), embedder.textsRead().maxLength());
    }
    assertEquals(expected.path("embeddings").size(), found.size());
    for (int i = 0; i < found.size(); i++) {
      assertSame(expected.path("embeddings").path(i), found.get(i), name + " " + i);
    }
  }

  private static void assertSame(JsonNode expected, float[] found, String what) {
    assertEquals(384, found.length);
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < found.length; i++) {
      sum += found[i];
      weighted += found[i] * (i % 7 - 3);
    }
    JsonNode first = expected.path("first");
    JsonNode last = expected.path("last");
    for (int i = 0; i < first.size(); i++) {
      assertEquals(first.path(i).asDouble(), found[i], CLOSE, what + " at " + i);
    }
    for (int i = 0; i < last.size(); i++) {
      int at = found.length - last.size() + i;
      assertEquals(last.path(i).asDouble(), found[at], CLOSE, what + " at " + at);
    }
    assertEquals(expected.path("sum").asDouble(), sum, 10 * CLOSE, what);
    assertEquals(expected.path("weighted").asDouble(), weighted, 20 * CLOSE, what);
  }

  /** MiniLM's tokenizer.json cuts at 128 tokens and fills up to them; that must not count. */
  @ParameterizedTest
  @ValueSource(strings = {"minilm", "e5-small"})
  void encode_texts_asManyTokensAsThereAre(String name) throws IOException {
    JsonNode expected = expected().path("checkpoints").path(name);
    CheckpointProvider provider = Checkpoints.provider(name).orElseThrow();
    int most = expected.path("maxLength").asInt();
    try (Checkpoint checkpoint = Checkpoint.open(provider.folder());
        TextTokenizer tokenizer = checkpoint.tokenizer()) {
      List<String> texts = texts();
      for (int i = 0; i < texts.size(); i++) {
        assertEquals(
            expected.path("embeddings").path(i).path("tokens").asInt(),
            tokenizer.encode(provider.prefix() + texts.get(i), most).length(),
            texts.get(i));
      }
    }
  }
}
