package org.al4j.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {
  @TempDir private Path dir;

  /** A third party's model, which knows nothing of replacing. */
  private record Written(String text, String... files) implements SuccessorModel<ClassLabel> {
    @Override
    public void predict(Iterable<Instance> xs, Consumer<Prediction<ClassLabel>> sink) {}

    @Override
    public void save(Path dir) throws IOException {
      if (Files.exists(dir) && !isEmpty(dir)) {
        throw new FileAlreadyExistsException(dir.toString());
      }
      for (String file : files) {
        Files.createDirectories(dir.resolve(file).getParent());
        Files.writeString(dir.resolve(file), text);
        if (text.isEmpty()) {
          throw new IOException("no space left");
        }
      }
    }

    private static boolean isEmpty(Path dir) throws IOException {
      try (Stream<Path> content = Files.list(dir)) {
        return content.findAny().isEmpty();
      }
    }

    @Override
    public void close() {}
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(dir)) {
      return all.filter(path -> !Files.isDirectory(path))
          .map(path -> dir.relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  void save_replaceWhereNothingOrAnEmptyFolderIs_savesAsEver() throws IOException {
    new Written("a", "weights.bin").save(dir.resolve("deep/model"), SaveMode.REPLACE);
    Files.createDirectory(dir.resolve("empty"));
    new Written("a", "weights.bin").save(dir.resolve("empty"), SaveMode.REPLACE);
    assertEquals(List.of("deep/model/weights.bin", "empty/weights.bin"), files());
  }

  @Test
  void save_replaceOfItsOwnKind_leavesTheNewModelOnly() throws IOException {
    Path model = dir.resolve("model");
    new Written("old", "weights-1.bin", "part-10/x.bin").save(model, SaveMode.REPLACE);
    new Written("new", "weights-2.bin", "part-3/x.bin").save(model, SaveMode.REPLACE);
    assertEquals(List.of("model/part-3/x.bin", "model/weights-2.bin"), files());
    assertEquals("new", Files.readString(model.resolve("weights-2.bin")));
  }

  @Test
  void save_replaceOfAnotherKnownKind_leavesTheNewModelOnly() throws IOException {
    Path model = dir.resolve("model");
    String[] committee = {"committee.json", "member-0/tfidf.json", "member-0/model.safetensors"};
    new Written("old", committee).save(model);
    new Written("new", "ridge.json").save(model, SaveMode.REPLACE);
    new Written("newest", "mine.bin").save(model, SaveMode.REPLACE);
    assertEquals(List.of("model/mine.bin"), files());
  }

  @Test
  void save_newWhereAModelIs_isRefusedAsEver() throws IOException {
    Written model = new Written("a", "model.safetensors");
    model.save(dir.resolve("model"), SaveMode.NEW);
    assertThrows(
        FileAlreadyExistsException.class, () -> model.save(dir.resolve("model"), SaveMode.NEW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "notes.txt",
        "model.safetensors.bak",
        "sub/model.safetensors",
        "member-0/notes.txt",
        ".git/config",
        "empty/"
      })
  void save_replaceOfAFolderWithAnythingElse_isRefusedAndChangesNothing(String name)
      throws IOException {
    Path model = Files.createDirectory(dir.resolve("model"));
    Files.writeString(model.resolve("tfidf.json"), "old");
    Files.writeString(model.resolve("committee.json"), "old");
    if (name.endsWith("/")) {
      Files.createDirectory(model.resolve(name));
    } else {
      Files.createDirectories(model.resolve(name).getParent());
      Files.writeString(model.resolve(name), "dear diary");
    }
    List<String> before = files();
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> new Written("new", "tfidf.json").save(model, SaveMode.REPLACE));
    assertTrue(e.getMessage().startsWith(model + " is not replaced"), e.getMessage());
    assertEquals(before, files());
    assertTrue(name.endsWith("/") == Files.isDirectory(model.resolve("empty")));
  }

  @Test
  void save_replaceOfAConfigurationWithoutWeights_isRefused() throws IOException {
    Path model = Files.createDirectory(dir.resolve("model"));
    Files.writeString(model.resolve("config.json"), "another program's");
    assertThrows(
        InvalidInputException.class,
        () -> new Written("new", "mine.bin").save(model, SaveMode.REPLACE));
    assertEquals(List.of("model/config.json"), files());
  }

  @Test
  void save_replaceOfAFile_isRefused() throws IOException {
    Path file = Files.writeString(dir.resolve("model"), "a file");
    assertThrows(
        InvalidInputException.class,
        () -> new Written("new", "mine.bin").save(file, SaveMode.REPLACE));
    assertEquals("a file", Files.readString(file));
  }

  @Test
  void save_replaceThatFails_keepsTheOldModelAndLeavesNothing() throws IOException {
    Path model = dir.resolve("model");
    new Written("old", "weights.bin").save(model, SaveMode.REPLACE);
    assertThrows(
        IOException.class, () -> new Written("", "weights.bin").save(model, SaveMode.REPLACE));
    assertEquals(List.of("model/weights.bin"), files());
    assertEquals("old", Files.readString(model.resolve("weights.bin")));
  }

  @Test
  void save_replaceThroughALink_keepsTheLink() throws IOException {
    Path real = dir.resolve("real");
    new Written("old", "weights.bin").save(real, SaveMode.REPLACE);
    Path link = dir.resolve("link");
    try {
      Files.createSymbolicLink(link, real);
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "no symbolic links here");
    }
    new Written("new", "weights.bin").save(link, SaveMode.REPLACE);
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(real.resolve("weights.bin")));
  }

  @Test
  void save_replaceOnAnInterruptedThread_replaces() throws IOException {
    Path model = dir.resolve("model");
    new Written("old", "weights.bin").save(model, SaveMode.REPLACE);
    Thread.currentThread().interrupt();
    new Written("new", "weights.bin").save(model, SaveMode.REPLACE);
    assertTrue(Thread.interrupted());
    assertEquals("new", Files.readString(model.resolve("weights.bin")));
  }
}
