package org.al4j.models.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.text.TextEmbedder;
import org.al4j.core.text.TextsPrepared;
import org.al4j.models.internal.HalfFloat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingStoreTest {
  private static final int WIDTH = 5;

  @TempDir private Path folder;

  private final HashEmbedder source = new HashEmbedder(WIDTH, "1");

  private EmbeddingStore open() {
    return EmbeddingStore.open(folder, source, Precision.HALF);
  }

  private static List<float[]> embed(TextEmbedder embedder, List<String> texts) {
    List<float[]> vectors = new ArrayList<>();
    embedder.embed(texts, vectors::add);
    return vectors;
  }

  private static float[] rounded(float[] vector) {
    float[] rounded = vector.clone();
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = HalfFloat.toFloat(HalfFloat.fromFloat(vector[i]));
    }
    return rounded;
  }

  private void assertServed(EmbeddingStore store, List<String> texts) {
    List<float[]> vectors = embed(store, texts);
    assertEquals(texts.size(), vectors.size());
    for (int i = 0; i < texts.size(); i++) {
      assertArrayEquals(rounded(source.vector(texts.get(i))), vectors.get(i), texts.get(i));
    }
  }

  @Test
  void embed_firstAndLaterTime_servesRoundedVectorsAndAsksTheSourceOnce() {
    List<String> texts = List.of("b", "a", "b", "", "\ud83d\ude00");
    try (EmbeddingStore store = open()) {
      assertServed(store, texts);
      assertServed(store, texts);
      assertEquals(List.of("b", "a", "", "\ud83d\ude00"), source.embedded);
      assertEquals(4, store.size());
      assertEquals(WIDTH, store.width());
    }
    assertTrue(source.closed);
    try (EmbeddingStore store = open()) {
      assertEquals(4, store.size());
      assertServed(store, texts);
      assertEquals(4, source.embedded.size(), "nothing is embedded again");
    }
  }

  @Test
  void embed_handedOutVector_canBeChangedByItsReceiver() {
    try (EmbeddingStore store = open()) {
      List<float[]> vectors = embed(store, List.of("a", "a"));
      vectors.get(0)[0] = 7;
      assertArrayEquals(rounded(source.vector("a")), vectors.get(1));
      assertServed(store, List.of("a"));
    }
  }

  @Test
  void embed_singleFloats_areNotRounded() {
    try (EmbeddingStore store = EmbeddingStore.open(folder, source, Precision.SINGLE)) {
      assertArrayEquals(source.vector("a"), embed(store, List.of("a")).get(0));
      assertArrayEquals(source.vector("a"), embed(store, List.of("a")).get(0));
    }
  }

  @Test
  void embed_textsThatDifferInHalvesOfPairsOnly_getVectorsOfTheirOwn() {
    List<String> texts = List.of("\ud83d", "\ud83e", "?");
    try (EmbeddingStore store = open()) {
      assertServed(store, texts);
    }
    try (EmbeddingStore store = open()) {
      assertServed(store, texts);
      assertEquals(3, store.size());
    }
  }

  @Test
  void embed_millionCharacters_isKeptLikeAnyText() {
    String text = "word ".repeat(200_000);
    try (EmbeddingStore store = open()) {
      assertServed(store, List.of(text, text + "s"));
    }
    try (EmbeddingStore store = open()) {
      assertServed(store, List.of(text, text + "s"));
      assertEquals(2, source.embedded.size());
    }
  }

  @Test
  void open_sourceOfOtherSettings_neverGetsTheOldVectors() {
    try (EmbeddingStore store = open()) {
      assertServed(store, List.of("a"));
    }
    HashEmbedder other = new HashEmbedder(WIDTH, "2");
    try (EmbeddingStore store = EmbeddingStore.open(folder, other, Precision.HALF)) {
      assertEquals(0, store.size());
      assertArrayEquals(rounded(other.vector("a")), embed(store, List.of("a")).get(0));
    }
    try (EmbeddingStore store = open()) {
      assertServed(store, List.of("a"));
      assertEquals(1, source.embedded.size());
    }
  }

  @Test
  void open_folderThatIsAFile_isRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    String error =
        assertThrows(
                InvalidInputException.class,
                () -> EmbeddingStore.open(file, source, Precision.HALF))
            .getMessage();
    assertTrue(error.startsWith(file + " is a file; embeddings are kept in a folder"), error);
    assertFalse(source.closed);
  }

  @Test
  void embed_folderWithoutRoomOrRights_namesItBeforeAnythingIsEmbedded() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    try (EmbeddingStore store =
        EmbeddingStore.open(file.resolve("below"), source, Precision.HALF)) {
      String error =
          assertThrows(InvalidInputException.class, () -> embed(store, List.of("a"))).getMessage();
      assertTrue(error.contains("cannot write into " + file.resolve("below")), error);
      assertEquals(List.of(), source.embedded);
    }
  }

  @Test
  void embed_badText_isNamedByItsNumberAndNothingElseIsLost() {
    try (EmbeddingStore store = open()) {
      assertServed(store, List.of("a"));
      String error =
          assertThrows(
                  InvalidInputException.class,
                  () -> embed(store, List.of("a", "b", HashEmbedder.BAD)))
              .getMessage();
      assertEquals("text 3 cannot be embedded: text 1 is bad", error);
      assertServed(store, List.of("a", "b"));
    }
  }

  @Test
  void fill_numberThatHalfFloatsLack_isRefusedWithTheText() {
    TextEmbedder large =
        new TextEmbedder() {
          @Override
          public int width() {
            return 1;
          }

          @Override
          public void embed(List<String> texts, Consumer<float[]> sink) {
            texts.forEach(text -> sink.accept(new float[] {text.isEmpty() ? 70_000 : 1}));
          }

          @Override
          public Map<String, String> settings() {
            return Map.of("name", "large");
          }

          @Override
          public void close() {}
        };
    try (EmbeddingStore store = EmbeddingStore.open(folder, large, Precision.HALF)) {
      String error =
          assertThrows(
                  InvalidInputException.class, () -> store.fill(List.of("a", ""), progress -> {}))
              .getMessage();
      assertEquals(
          "text 2 cannot be embedded: half floats hold numbers up to 65504.0, found 70000.0 in its"
              + " embedding; keep single floats",
          error);
    }
  }

  @Test
  void fill_severalWindows_tellsWhereItIsAndEmbedsEachTextOnce() {
    List<String> texts = IntStream.range(0, 3000).mapToObj(i -> "text " + i % 2500).toList();
    List<TextsPrepared> told = new ArrayList<>();
    try (EmbeddingStore store = open()) {
      store.fill(texts, told::add);
      assertEquals(2500, source.embedded.size());
      assertEquals(new TextsPrepared(3000, 3000, 2500), told.get(told.size() - 1));
      assertEquals(2501, told.size());
      store.fill(texts, told::add);
      assertEquals(new TextsPrepared(3000, 3000, 0), told.get(told.size() - 1));
    }
    try (EmbeddingStore store = open()) {
      assertServed(store, texts);
      assertEquals(2500, source.embedded.size());
    }
  }

  @Test
  void fill_endedByItsProgress_keepsTheWindowsBefore() {
    List<String> texts = IntStream.range(0, 3000).mapToObj(i -> "text " + i).toList();
    try (EmbeddingStore store = open()) {
      assertThrows(
          IllegalStateException.class,
          () ->
              store.fill(
                  texts,
                  progress -> {
                    if (progress.made() == 2100) {
                      throw new IllegalStateException("enough");
                    }
                  }));
    }
    try (EmbeddingStore store = open()) {
      assertEquals(2048, store.size());
      assertServed(store, texts);
    }
  }

  @Test
  void embed_twoStoresOfOneFolder_findEachOthersVectors() {
    HashEmbedder second = new HashEmbedder(WIDTH, "1");
    try (EmbeddingStore one = open();
        EmbeddingStore other = EmbeddingStore.open(folder, second, Precision.HALF)) {
      assertServed(one, List.of("a", "b"));
      assertServed(other, List.of("c", "b"));
      assertEquals(List.of("c"), second.embedded);
      assertServed(one, List.of("c"));
      assertEquals(2, source.embedded.size());
    }
  }

  @Test
  void embed_interruptedThread_stillStoresAndStaysInterrupted() {
    List<String> texts = IntStream.range(0, 9000).mapToObj(i -> "text " + i).toList();
    try (EmbeddingStore store = open()) {
      Thread.currentThread().interrupt();
      assertServed(store, texts);
      assertTrue(Thread.interrupted());
      assertServed(store, texts);
      assertEquals(9000, source.embedded.size());
    }
  }

  @Test
  void embed_afterClose_isRefused() {
    EmbeddingStore store = open();
    store.close();
    store.close();
    assertThrows(IllegalStateException.class, () -> embed(store, List.of("a")));
  }

  @Test
  void settings_precisionAndSource_tellStoresApart() {
    try (EmbeddingStore half = open();
        EmbeddingStore single = EmbeddingStore.open(folder, source, Precision.SINGLE)) {
      assertNotEquals(half.settings(), single.settings());
      assertEquals("1", half.settings().get("source.version"));
    }
  }
}
