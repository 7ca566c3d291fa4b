package org.al4j.models.embedding;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.al4j.core.InvalidInputException;
import org.al4j.core.text.TextEmbedder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a store finds in its folder and does not take. */
class ForeignFilesTest {
  private static final int WIDTH = 5;

  @TempDir private Path folder;

  private final HashEmbedder source = new HashEmbedder(WIDTH, "1");

  private Path file() throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.toString().endsWith(".vectors")).findFirst().orElseThrow();
    }
  }

  @Test
  void open_fileOfOtherSettingsInItsFolder_isRefused() throws Exception {
    try (EmbeddingStore store = EmbeddingStore.open(folder, source, Precision.HALF)) {
      store.embed(List.of("a"), vector -> {});
    }
    Path old = file();
    HashEmbedder other = new HashEmbedder(WIDTH, "2");
    StoreLayout layout = StoreLayout.of(other, Precision.HALF);
    Files.copy(
        old, Files.createDirectories(folder.resolve(layout.folder())).resolve("0001.vectors"));
    assertRefused(other, "holds vectors of other settings");
    HashEmbedder wide = new HashEmbedder(WIDTH + 1, "1");
    layout = StoreLayout.of(wide, Precision.SINGLE);
    Files.copy(
        old, Files.createDirectories(folder.resolve(layout.folder())).resolve("0001.vectors"));
    String error =
        assertThrows(
                InvalidInputException.class,
                () -> EmbeddingStore.open(folder, wide, Precision.SINGLE))
            .getMessage();
    assertTrue(error.contains("holds vectors of width 5, wanted are files of width 6"), error);
  }

  private void assertRefused(TextEmbedder embedder, String message) {
    String error =
        assertThrows(
                InvalidInputException.class,
                () -> EmbeddingStore.open(folder, embedder, Precision.HALF))
            .getMessage();
    assertTrue(error.contains(message), error);
  }

  @Test
  void open_fileOfALaterFormat_isRefused() throws Exception {
    StoreLayout layout = StoreLayout.of(source, Precision.HALF);
    byte[] header = layout.header();
    header[8] = 2;
    CRC32C sum = new CRC32C();
    sum.update(header, 0, 60);
    ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putInt(60, (int) sum.getValue());
    Path own = Files.createDirectories(folder.resolve(layout.folder()));
    Files.write(own.resolve("0001.vectors"), header);
    assertRefused(source, "is of format 2, wanted are files of format 1");
  }
}
