package org.al4j.minilm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedCheckpointTest {
  private static final String RESOURCE = "/org/al4j/minilm/weights.txt";
  private static final String LIBRARY = "example:library:1";
  private static final PackedFile WEIGHTS = PackedFile.own("model.onnx", RESOURCE);
  private static final String END =
      "; mend that, or name another folder by AL4J_CACHE in the environment or -Dal4j.cache=DIR";

  @TempDir Path cache;
  private Path folder;

  @BeforeEach
  void unpackElsewhere(@TempDir Path other) {
    Path made = packed(WEIGHTS).into(other);
    folder = cache.resolve(other.relativize(made));
  }

  private static PackedCheckpoint packed(PackedFile weights) {
    return new PackedCheckpoint("minilm", LIBRARY, List.of(weights));
  }

  private void assertWhole() throws IOException {
    assertEquals("weights of a test\n", Files.readString(folder.resolve("model.onnx")));
    assertEquals(List.of(folder), content(folder.getParent()));
    assertEquals(4, content(folder).size());
  }

  private static List<Path> content(Path dir) throws IOException {
    try (Stream<Path> all = Files.list(dir)) {
      return all.sorted().toList();
    }
  }

  private String refusal(PackedCheckpoint packed) {
    InvalidInputException refusal =
        assertThrows(InvalidInputException.class, () -> packed.into(cache));
    assertFalse(refusal.getMessage().contains("\n"), refusal.getMessage());
    return refusal.getMessage();
  }

  private void assertNothingThere() throws IOException {
    assertEquals(List.of(), content(folder.getParent()));
  }

  @Test
  void into_emptyCache_isWholeAndLeftAloneThen() throws IOException {
    assertEquals(folder, packed(WEIGHTS).into(cache));
    assertWhole();
    Object made = Files.getAttribute(folder, "lastModifiedTime");
    assertEquals(folder, packed(WEIGHTS).into(cache));
    assertEquals(made, Files.getAttribute(folder, "lastModifiedTime"));
  }

  @Test
  void into_otherContent_isAnotherFolder() {
    PackedFile config = PackedFile.own("model.onnx", "/org/al4j/minilm/minilm/config.json");
    assertFalse(packed(config).into(cache).equals(folder));
  }

  @Test
  void into_halfWrittenOrWrongFolder_isMadeAgain() throws IOException {
    packed(WEIGHTS).into(cache);
    Files.writeString(folder.resolve("model.onnx"), "weights");
    packed(WEIGHTS).into(cache);
    assertWhole();
    Files.delete(folder.resolve("config.json"));
    packed(WEIGHTS).into(cache);
    assertWhole();
    Files.delete(folder.resolve("config.json"));
    Files.createDirectory(folder.resolve("config.json"));
    packed(WEIGHTS).into(cache);
    assertWhole();
  }

  /** What a killed process left beside the folder is removed, what a living one writes is not. */
  @Test
  void into_leftOvers_ofTheDeadAreRemoved() throws IOException {
    Files.createDirectories(folder.getParent());
    String rest = "-01234567-89ab-cdef-0123-456789abcdef-" + folder.getFileName();
    Path dead = Files.createDirectory(folder.resolveSibling(".al4j-new-999999999" + rest));
    Files.writeString(dead.resolve("model.onnx"), "wei");
    long pid = ProcessHandle.current().pid();
    Path living = Files.createDirectory(folder.resolveSibling(".al4j-new-" + pid + rest));
    packed(WEIGHTS).into(cache);
    assertEquals(List.of(living, folder), content(folder.getParent()));
  }

  @Test
  void into_manyAtOnce_oneFolderAndNothingElse() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 20; round++) {
        List<Callable<Path>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          PackedCheckpoint own = packed(WEIGHTS); // locks of their own, as processes have
          all.add(() -> own.into(cache));
        }
        for (Future<Path> one : threads.invokeAll(all)) {
          assertEquals(folder, one.get());
        }
        assertWhole();
        Files.delete(folder.resolve("model.onnx"));
        Files.delete(folder.resolve("config.json"));
        Files.delete(folder.resolve("README.md"));
        Files.delete(folder.resolve("tokenizer_config.json"));
        Files.delete(folder);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void into_resourceMissing_refusedWithTheLibrary() throws IOException {
    PackedFile none = new PackedFile("model.onnx", "/none.onnx", 5, WEIGHTS.sha256());
    assertEquals(
        "the class path has no /none.onnx; add the library example:library:1, without its"
            + " dependencies",
        refusal(packed(none)));
    assertNothingThere();
  }

  @Test
  void into_resourceWithAnotherHash_refusedWithBoth() throws IOException {
    PackedFile other = new PackedFile("model.onnx", RESOURCE, WEIGHTS.size(), "00ff");
    assertEquals(
        RESOURCE
            + " on the class path has the SHA-256 "
            + WEIGHTS.sha256()
            + ", that of example:library:1 is 00ff; use that version, or delete its jar from the"
            + " local repository if it is damaged",
        refusal(packed(other)));
    assertNothingThere();
  }

  @Test
  void into_placeTakenByAFile_refusedNamingIt() throws IOException {
    Files.writeString(cache.resolve("checkpoints"), "mine");
    assertEquals(
        "checkpoint minilm cannot be unpacked into "
            + folder
            + ": "
            + cache.resolve("checkpoints")
            + " is a file"
            + END,
        refusal(packed(WEIGHTS)));
    assertEquals("mine", Files.readString(cache.resolve("checkpoints")));
    Files.delete(cache.resolve("checkpoints"));
    Files.createDirectory(cache.resolve("checkpoints"));
    Files.writeString(folder, "mine too");
    assertTrue(refusal(packed(WEIGHTS)).contains(folder + " is a file"));
    assertEquals("mine too", Files.readString(folder));
  }

  @Test
  void into_tooLittleRoom_refusedBeforeAnythingIsWritten() throws IOException {
    PackedCheckpoint full =
        new PackedCheckpoint("minilm", LIBRARY, List.of(WEIGHTS), folder -> 1000);
    assertEquals(
        "checkpoint minilm cannot be unpacked into "
            + folder
            + ": it takes 1 MB, 0 MB are free"
            + END,
        refusal(full));
    assertNothingThere();
  }

  @Test
  void into_roomUnknown_isTried() throws IOException {
    new PackedCheckpoint("minilm", LIBRARY, List.of(WEIGHTS), folder -> 0).into(cache);
    assertWhole();
  }

  @Test
  void into_readOnlyCache_refusedWithTheReason() throws IOException {
    assumeTrue(
        Files.getFileStore(cache).supportsFileAttributeView("posix"),
        "skipped: no permissions here");
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeFalse(Files.isWritable(cache), "skipped: root may write everywhere");
      assertEquals(
          "checkpoint minilm cannot be unpacked into " + folder + ": permission denied" + END,
          refusal(packed(WEIGHTS)));
    } finally {
      Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    assertEquals(List.of(), content(cache));
  }

  /** Where nobody may make a folder, not even root; the whole then is what the system says. */
  @Test
  void into_folderThatCannotBeMade_refused() {
    Path proc = Path.of("/proc");
    assumeTrue(Files.isDirectory(proc.resolve("self")), "skipped: no /proc here");
    InvalidInputException refusal =
        assertThrows(
            InvalidInputException.class, () -> packed(WEIGHTS).into(proc.resolve("al4j-none")));
    assertTrue(refusal.getMessage().startsWith("checkpoint minilm cannot be unpacked into /proc/"));
    assertTrue(refusal.getMessage().endsWith(END), refusal.getMessage());
  }
}
