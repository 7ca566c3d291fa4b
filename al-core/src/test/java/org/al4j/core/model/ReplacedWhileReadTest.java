package org.al4j.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.al4j.core.io.Beside;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readers find while a folder is replaced, and after the process was killed in the midst. */
class ReplacedWhileReadTest {
  private static final List<String> FILES = List.of("ridge.json", "weights-1.bin", "tail.bin");

  @TempDir private Path dir;
  private Path model;

  @BeforeEach
  void save() throws IOException {
    model = dir.resolve("model");
    replace("first");
  }

  private void replace(String text) throws IOException {
    ModelFolder.replace(
        model,
        folder -> {
          Files.createDirectories(folder);
          for (String file : FILES) {
            Files.writeString(folder.resolve(file), text);
          }
        });
  }

  /** The files one after another, as a model is loaded. */
  private static List<String> texts(Path folder) throws IOException {
    List<String> texts = new ArrayList<>();
    for (String file : FILES) {
      texts.add(Files.readString(folder.resolve(file)));
    }
    return texts;
  }

  private String read() throws IOException {
    List<String> texts = Beside.read(model, ReplacedWhileReadTest::texts);
    assertEquals(1, Set.copyOf(texts).size(), texts::toString);
    return texts.get(0);
  }

  @Test
  void read_whileReplacedAgainAndAgain_isAlwaysOneOfBoth() throws IOException {
    AtomicInteger saves = new AtomicInteger();
    CompletableFuture<Void> saver =
        CompletableFuture.runAsync(
            () -> {
              try {
                while (saves.get() < 400) {
                  replace(saves.incrementAndGet() % 2 == 0 ? "first" : "second");
                }
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    Set<String> both = Set.of("first", "second");
    int reads = 0;
    while (!saver.isDone() || reads == 0) {
      String text = read();
      assertTrue(both.contains(text), text);
      reads++;
    }
    saver.join();
    assertEquals(400, saves.get());
    assertEquals("first", read());
    assertEquals(List.of("model"), names());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(dir)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void read_killedBetweenTheRenames_isTheOldOneUntilTheNextSave() throws IOException {
    Path fresh = Beside.path(model, Beside.Role.NEW);
    Files.createDirectory(fresh);
    Files.writeString(fresh.resolve(FILES.get(0)), "half");
    Files.move(model, Beside.path(model, Beside.Role.OLD));
    assertFalse(Files.exists(model));
    assertEquals("first", read());
    replace("second");
    assertEquals("second", read());
  }

  @Test
  void read_throughALink_findsWhatWasSetAside() throws IOException {
    Path link = Files.createSymbolicLink(dir.resolve("link"), model);
    Files.move(model, Beside.path(model, Beside.Role.OLD));
    assertEquals("first", Beside.read(link, ReplacedWhileReadTest::texts).get(0));
  }

  @Test
  void read_halfDeleted_isNeverRead() throws IOException {
    Path gone = Beside.path(model, Beside.Role.GONE);
    Files.move(model, gone);
    Files.delete(gone.resolve(FILES.get(2)));
    assertThrows(NoSuchFileException.class, this::read);
  }

  @Test
  void read_nothingThere_isTheReadersError() throws IOException {
    try (Stream<Path> all = Files.walk(model)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    assertThrows(NoSuchFileException.class, this::read);
  }

  @Test
  void read_replacedInTheMidst_isReadAgainAndTheFirstClosed() throws IOException {
    AtomicInteger tries = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    AutoCloseable read =
        Beside.read(
            model,
            folder -> {
              if (tries.incrementAndGet() == 1) {
                replace("second");
              }
              return closed::incrementAndGet;
            });
    assertEquals(2, tries.get());
    assertEquals(1, closed.get());
    assertTrue(read != null);
  }
}
