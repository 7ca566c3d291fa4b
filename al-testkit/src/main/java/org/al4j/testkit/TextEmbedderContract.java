package org.al4j.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.al4j.core.settings.Settings;
import org.al4j.core.text.TextEmbedder;
import org.junit.jupiter.api.Test;

/**
 * What every embedder must keep. Extend it, implement {@link #embedder()}, and the tests are
 * inherited. One that does not take any text overrides {@link #texts()}.
 */
public abstract class TextEmbedderContract {
  private static final int LONG = 3000;

  /** The contract's tests are inherited. */
  protected TextEmbedderContract() {}

  /** A new embedder under test, set as all others that this gives; the tests close it. */
  protected abstract TextEmbedder embedder();

  /**
   * Different texts that it must embed, four or more: by default also an empty one, one of
   * characters beyond 16 bits and a long one.
   */
  protected List<String> texts() {
    List<String> all = new ArrayList<>(List.of("", " ", "\ud83d\ude00 \u05d0", "w ".repeat(LONG)));
    FakeTexts.dataset(20, 2, 3).items().forEach(item -> all.add(item.instance().text()));
    return all.stream().distinct().toList();
  }

  private static List<float[]> embed(TextEmbedder embedder, List<String> texts) {
    List<float[]> vectors = new ArrayList<>();
    embedder.embed(texts, vectors::add);
    return vectors;
  }

  /** The last digits may depend on what is computed together. */
  private static void requireNear(List<float[]> expected, List<float[]> found) {
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < found.size(); i++) {
      assertArrayEquals(expected.get(i), found.get(i), 1e-5f, "of text " + (i + 1));
    }
  }

  private static void requireEqual(List<float[]> expected, List<float[]> found) {
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < found.size(); i++) {
      assertArrayEquals(expected.get(i), found.get(i), "of text " + (i + 1));
    }
  }

  @Test
  void settings_twoEmbedders_areToldAndEqual() {
    try (TextEmbedder one = embedder();
        TextEmbedder other = embedder()) {
      assertTrue(Settings.areKnown(one), "vectors are kept by what made them: settings()");
      assertEquals(one.settings(), other.settings());
      embed(one, texts());
      assertEquals(other.settings(), one.settings(), "settings change as it embeds");
      assertEquals(1, one.describe().lines().count(), one.describe());
    }
  }

  @Test
  void embed_everyText_givesFiniteNumbersOfItsWidth() {
    try (TextEmbedder embedder = embedder()) {
      assertTrue(embedder.width() > 0, "width " + embedder.width());
      List<float[]> vectors = embed(embedder, texts());
      assertEquals(texts().size(), vectors.size());
      for (float[] vector : vectors) {
        assertEquals(embedder.width(), vector.length);
        for (float value : vector) {
          assertTrue(Float.isFinite(value), Arrays.toString(vector));
        }
      }
    }
  }

  @Test
  void embed_noText_givesNothing() {
    try (TextEmbedder embedder = embedder()) {
      assertEquals(0, embed(embedder, List.of()).size());
    }
  }

  @Test
  void embed_againAndByAnother_isTheSame() {
    try (TextEmbedder one = embedder();
        TextEmbedder other = embedder()) {
      List<float[]> first = embed(one, texts());
      requireEqual(first, embed(one, texts()));
      requireEqual(first, embed(other, texts()));
    }
  }

  @Test
  void embed_otherOrder_givesTheVectorsInThatOrder() {
    List<String> reversed = new ArrayList<>(texts());
    Collections.reverse(reversed);
    try (TextEmbedder embedder = embedder()) {
      List<float[]> vectors = embed(embedder, texts());
      Collections.reverse(vectors);
      requireNear(vectors, embed(embedder, reversed));
    }
  }

  @Test
  void embed_aloneOrTwice_isTheSameVector() {
    try (TextEmbedder embedder = embedder()) {
      List<float[]> vectors = embed(embedder, texts());
      for (int i = 0; i < 4; i++) {
        String text = texts().get(i);
        requireNear(List.of(vectors.get(i), vectors.get(i)), embed(embedder, List.of(text, text)));
        requireNear(vectors.subList(i, i + 1), embed(embedder, List.of(text)));
      }
    }
  }

  /** Whoever gets an array may write into it. */
  @Test
  void embed_arrays_belongToTheSink() {
    List<String> twice = new ArrayList<>(texts());
    twice.addAll(texts());
    try (TextEmbedder embedder = embedder()) {
      List<float[]> vectors = embed(embedder, twice);
      embedder.embed(twice, vector -> Arrays.fill(vector, Float.NaN));
      requireNear(vectors, embed(embedder, twice));
      assertEquals(twice.size(), vectors.stream().map(System::identityHashCode).distinct().count());
    }
  }

  @Test
  void embed_fromSeveralThreads_isTheSame() {
    try (TextEmbedder embedder = embedder()) {
      List<CompletableFuture<List<float[]>>> running = new ArrayList<>();
      for (int thread = 0; thread < 3; thread++) {
        running.add(CompletableFuture.supplyAsync(() -> embed(embedder, texts())));
      }
      List<float[]> alone = embed(embedder, texts());
      running.forEach(one -> requireNear(alone, one.join()));
    }
  }

  @Test
  void close_twice_isSafe() {
    TextEmbedder embedder = embedder();
    embed(embedder, texts());
    embedder.close();
    embedder.close();
  }
}
