package org.al4j.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

  @TempDir Path dir;
  private Path file = Path.of("");

  @BeforeEach
  void writeOld() throws IOException {
    file = Files.writeString(dir.resolve("a.json"), "old, and longer");
  }

  @Test
  void write_existingAndNewFile_haveTheContentAndNothingElseIsLeft() throws IOException {
    AtomicFile.write(file, NEW);
    AtomicFile.write(dir.resolve("b.json"), NEW);
    assertEquals("new", Files.readString(file));
    assertEquals("new", Files.readString(dir.resolve("b.json")));
    assertEquals(List.of("a.json", "b.json"), names());
  }

  @Test
  void write_filesWithLikelyTemporaryNames_areNotTouched() throws IOException {
    List<String> likely =
        List.of("a.json.tmp", ".a.json.tmp", ".a.json." + ProcessHandle.current().pid() + ".tmp");
    for (String name : likely) {
      Files.writeString(dir.resolve(name), name);
    }
    AtomicFile.write(file, NEW);
    for (String name : likely) {
      assertEquals(name, Files.readString(dir.resolve(name)));
    }
  }

  @Test
  void write_bodyFails_keepsTheOldContentAndLeavesNothing() throws IOException {
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(NEW);
                      throw new IOException("the disk is full");
                    }));
    assertEquals("the disk is full", e.getMessage());
    assertEquals("old, and longer", Files.readString(file));
    assertEquals(List.of("a.json"), names());
  }

  @Test
  void write_link_replacesItsTargetAndKeepsTheLink() throws IOException {
    Path folder = Files.createDirectory(dir.resolve("inner"));
    Path real = Files.writeString(folder.resolve("real"), "old");
    Path link = link("link", Path.of("inner", "real"));
    Path second = link("second", link);
    AtomicFile.write(second, NEW);
    assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(second));
    assertEquals("new", Files.readString(real));
    Path dangling = link("dangling", Path.of("inner", "made"));
    AtomicFile.write(dangling, NEW);
    assertTrue(Files.isSymbolicLink(dangling));
    assertEquals("new", Files.readString(folder.resolve("made")));
  }

  @Test
  void write_linksInACircle_areRefused() throws IOException {
    Path link = link("circle", Path.of("circle"));
    assertThrows(FileSystemException.class, () -> AtomicFile.write(link, NEW));
    assertTrue(Files.isSymbolicLink(link));
  }

  @Test
  void write_permissions_areThoseOfTheOldFileOrOfAnyNewOne() throws IOException {
    assumeTrue(Files.getFileStore(dir).supportsFileAttributeView("posix"), "no POSIX permissions");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    AtomicFile.write(file, NEW);
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    Path plain = Files.writeString(dir.resolve("plain"), "x");
    Path made = dir.resolve("made");
    AtomicFile.write(made, NEW);
    assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(made));
  }

  @Test
  void write_device_isWrittenThroughAndStays() throws IOException {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device), "no /dev/null");
    Path link = link("null", device);
    AtomicFile.write(link, NEW);
    assertTrue(Files.isSymbolicLink(link));
    Files.delete(link); // JUnit warns of links that lead out of its folder
    assertTrue(Files.exists(device) && !Files.isRegularFile(device));
  }

  @Test
  void write_pipe_isWrittenThrough() throws Exception {
    Path pipe = dir.resolve("pipe");
    assumeTrue(makesPipe(pipe), "no mkfifo");
    CompletableFuture<String> read =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.readString(pipe);
              } catch (IOException e) {
                return e.toString();
              }
            });
    AtomicFile.write(pipe, NEW);
    assertEquals("new", read.get(20, TimeUnit.SECONDS));
    assertTrue(!Files.isRegularFile(pipe));
  }

  @Test
  void write_interruptedThread_writesAndStaysInterrupted() throws IOException {
    Thread.currentThread().interrupt();
    AtomicFile.write(file, NEW);
    assertTrue(Thread.interrupted());
    assertEquals("new", Files.readString(file));
  }

  @Test
  void write_folderOrNoFolder_isRefused() throws IOException {
    assertThrows(FileSystemException.class, () -> AtomicFile.write(dir, NEW));
    assertThrows(
        NotDirectoryException.class, () -> AtomicFile.write(dir.resolve("none/a.json"), NEW));
    assertEquals(List.of("a.json"), names());
  }

  @Test
  void write_longestName_isWritten() throws IOException {
    Path longest = dir.resolve("n".repeat(250));
    AtomicFile.write(longest, NEW);
    assertEquals("new", Files.readString(longest));
  }

  private Path link(String name, Path target) {
    try {
      return Files.createSymbolicLink(dir.resolve(name), target);
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "no symbolic links here: " + e);
      throw new AssertionError(e);
    }
  }

  private static boolean makesPipe(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
