package org.al4j.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BesideTest {
  private static final long OURS = ProcessHandle.current().pid();

  @TempDir Path dir;
  private Path target;
  private long gone;

  @BeforeEach
  void killOne() throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process = new ProcessBuilder(java.toString(), "-version").start();
    gone = process.pid();
    process.waitFor();
    target = dir.resolve("model");
  }

  private Path folder(String path, String content) throws IOException {
    Path folder = Files.createDirectories(dir.resolve(path));
    Files.writeString(folder.resolve("file"), content);
    return folder;
  }

  /** What a process of that number would have made. */
  private String named(Path path, long pid) {
    return path.getFileName().toString().replace("-" + OURS + "-", "-" + pid + "-");
  }

  @Test
  void sweep_leftByAProcessThatIsGone_isRemoved() throws IOException {
    folder("model", "now");
    Path fresh = folder(named(Beside.path(target, Beside.Role.NEW), gone), "half");
    Path old = folder(named(Beside.path(target, Beside.Role.OLD), gone), "before");
    Path nested =
        folder(named(Beside.path(Beside.path(target, Beside.Role.NEW), Beside.Role.NEW), gone), "");
    Beside.sweep(target);
    assertFalse(Files.exists(fresh) || Files.exists(old) || Files.exists(nested));
    assertEquals("now", Files.readString(target.resolve("file")));
  }

  @Test
  void sweep_targetThatWasSetAside_comesBack() throws IOException {
    folder(named(Beside.path(target, Beside.Role.NEW), gone), "half");
    folder(named(Beside.path(target, Beside.Role.OLD), gone), "before");
    Beside.sweep(target);
    assertEquals("before", Files.readString(target.resolve("file")));
    assertEquals(1, dir.toFile().list().length);
  }

  @Test
  void sweep_livingProcessOrOtherTarget_isLeft() throws IOException {
    folder("model", "now");
    Path living = folder(Beside.path(target, Beside.Role.NEW).getFileName().toString(), "");
    Path other =
        folder(named(Beside.path(dir.resolve("x-model"), Beside.Role.NEW), gone), "theirs");
    Path hidden = folder(".al4j-something-model", "theirs");
    Beside.sweep(target);
    assertTrue(Files.exists(living) && Files.exists(other) && Files.exists(hidden));
  }
}
