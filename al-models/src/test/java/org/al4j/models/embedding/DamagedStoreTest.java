package org.al4j.models.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cuts and changes of files: whatever is left, no wrong vector is served. */
class DamagedStoreTest {
  private static final List<String> TEXTS = List.of("one", "two", "three", "four", "five");

  @TempDir private Path folder;

  private final HashEmbedder source = new HashEmbedder(3, "1");

  /** Two blocks. */
  private byte[] fill() throws Exception {
    try (EmbeddingStore store = open()) {
      store.fill(TEXTS.subList(0, 2), progress -> {});
      store.fill(TEXTS, progress -> {});
    }
    return Files.readAllBytes(files().get(0));
  }

  private EmbeddingStore open() {
    return EmbeddingStore.open(folder, source, Precision.SINGLE);
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.toString().endsWith(".vectors")).sorted().toList();
    }
  }

  /** Opens what a damage left, reads all, and opens once more. Returns what had to be made anew. */
  private int check(byte[] content, String damage) throws Exception {
    for (Path file : files()) {
      Files.delete(file);
    }
    Files.write(folder.resolve(layout().folder()).resolve("0001.vectors"), content);
    source.embedded.clear();
    try (EmbeddingStore store = open()) {
      assertServed(store, damage);
    }
    int anew = source.embedded.size();
    try (EmbeddingStore store = open()) {
      assertServed(store, damage);
    }
    assertEquals(anew, source.embedded.size(), damage + ": what was made anew is kept");
    return anew;
  }

  private StoreLayout layout() {
    return StoreLayout.of(source, Precision.SINGLE);
  }

  private void assertServed(EmbeddingStore store, String damage) {
    List<float[]> vectors = new ArrayList<>();
    store.embed(TEXTS, vectors::add);
    for (int i = 0; i < TEXTS.size(); i++) {
      assertArrayEquals(source.vector(TEXTS.get(i)), vectors.get(i), damage);
    }
  }

  @Test
  void open_fileCutAnywhere_losesTheTornBlockOnly() throws Exception {
    byte[] whole = fill();
    int first = StoreLayout.HEADER + (int) layout().block(2);
    assertEquals(first + layout().block(3), whole.length);
    for (int length = 0; length <= whole.length; length++) {
      int anew = check(Arrays.copyOf(whole, length), "cut at " + length);
      assertEquals(length == whole.length ? 0 : length >= first ? 3 : 5, anew, "cut at " + length);
    }
  }

  @Test
  void open_anyByteChanged_neverServesAWrongVector() throws Exception {
    byte[] whole = fill();
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) (1 << at % Byte.SIZE);
      int anew = check(changed, "a bit of byte " + at + " changed");
      assertTrue(anew > 0, "byte " + at + ": every byte is checked");
    }
  }

  @Test
  void open_endsOfZerosOrOfAnotherBlock_areNotSeen() throws Exception {
    byte[] whole = fill();
    check(Arrays.copyOf(whole, whole.length + 500), "zeros behind");
    int first = StoreLayout.HEADER + (int) layout().block(2);
    byte[] twice = Arrays.copyOf(whole, whole.length + first);
    System.arraycopy(whole, StoreLayout.HEADER, twice, whole.length, first - StoreLayout.HEADER);
    assertEquals(0, check(twice, "a block at another place"));
    byte[] hole = whole.clone();
    Arrays.fill(hole, whole.length - 40, whole.length, (byte) 0);
    assertTrue(check(hole, "a hole where records were") > 0);
  }

  @Test
  void embed_damagedWhileOpen_makesTheVectorAnew() throws Exception {
    fill();
    try (EmbeddingStore store = open()) {
      byte[] bytes = Files.readAllBytes(files().get(0));
      bytes[bytes.length - 1] ^= 1;
      Files.write(files().get(0), bytes);
      source.embedded.clear();
      assertServed(store, "damaged while open");
      assertEquals(List.of("five"), source.embedded);
    }
  }

  @Test
  void open_fileOfSomethingElse_isLeftAlone() throws Exception {
    Path own = Files.createDirectories(folder.resolve(layout().folder()));
    Path other = Files.writeString(own.resolve("0001.vectors"), "not ours ".repeat(100));
    Files.createDirectories(own.resolve("0002.vectors").resolve("x"));
    try (EmbeddingStore store = open()) {
      assertServed(store, "another file");
    }
    assertEquals(2, files().stream().filter(Files::isRegularFile).count());
    assertEquals("not ours ".repeat(100), Files.readString(other));
  }
}
