package org.al4j.models.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {
  @TempDir private Path dir;

  @Test
  void create_newFolder_readableAsOthersAre() throws IOException {
    Path plain = Files.createDirectory(dir.resolve("plain"));
    AtomicFolder.create(dir.resolve("made"), AtomicFolderTest::fill);
    if (Files.getFileStore(dir).supportsFileAttributeView("posix")) {
      assertEquals(
          Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(dir.resolve("made")));
    }
    assertEquals("x", Files.readString(dir.resolve("made/inner/file")));
  }

  @Test
  void create_fullOrNoFolder_refused() throws IOException {
    Path folder = dir.resolve("made");
    AtomicFolder.create(folder, AtomicFolderTest::fill);
    assertRefused(folder + " exists and is not empty; save into a new folder or empty this one");
    Files.delete(folder.resolve("inner/file"));
    Files.delete(folder.resolve("inner"));
    AtomicFolder.create(folder, AtomicFolderTest::fill);
    assertTrue(Files.exists(folder.resolve("inner/file")));
  }

  private void assertRefused(String message) {
    assertEquals(
        message,
        assertThrows(
                InvalidInputException.class,
                () -> AtomicFolder.create(dir.resolve("made"), AtomicFolderTest::fill))
            .getMessage());
  }

  @Test
  void create_bodyFails_leavesNothing() throws IOException {
    assertThrows(
        IOException.class,
        () ->
            AtomicFolder.create(
                dir.resolve("made"),
                folder -> {
                  fill(folder);
                  throw new IOException("the disk is full");
                }));
    try (Stream<Path> left = Files.list(dir)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void create_link_fillsItsTargetAndKeepsTheLink() throws IOException {
    Path link = dir.resolve("link");
    try {
      Files.createSymbolicLink(link, Path.of("made"));
    } catch (UnsupportedOperationException | IOException e) {
      assumeTrue(false, "no symbolic links here: " + e);
    }
    AtomicFolder.create(link, AtomicFolderTest::fill);
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("x", Files.readString(dir.resolve("made/inner/file")));
  }

  private static void fill(Path folder) throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("inner")).resolve("file"), "x");
  }
}
