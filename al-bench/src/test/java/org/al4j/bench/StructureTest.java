package org.al4j.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StructureTest {
  @TempDir private Path root;

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void print_sourcesThatAreNotCompiled_countsFilesLinesAndTypes() throws Exception {
    write("one/src/main/java/a/Seen.java", "package a;\n\npublic final class Seen {}\n");
    write("one/src/main/java/a/Kept.java", "package a;\n\nrecord Kept(int n) {}\n\n// end\n");
    write("one/src/main/java/a/package-info.java", "package a;\n");
    write("one/src/main/java/a/internal/Shared.java", "public class Shared {}\n");
    write("one/src/test/java/a/SeenTest.java", "package a;\nclass SeenTest {}\n");
    for (int i = 0; i < 26; i++) {
      write("two/src/main/java/b/c/T" + i + ".java", "class T" + i + " {}\n");
    }
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new Structure(new PrintStream(printed, true, StandardCharsets.UTF_8)).print(root);
    List<String> lines =
        printed
            .toString(StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.replaceAll(" +", " "))
            .toList();
    assertEquals(
        List.of(
            "module main lines test lines",
            "one 4 10 1 2",
            "two 26 26 0 0",
            "all 30 36 1 2",
            "main files without package-info: 29; lines: median 1, p90 1, largest 5",
            "package-private: 27 of 29 top-level types (93.1 %)",
            "package-private or in an internal package: 28 (96.6 %)",
            "packages: 3; with more than 25 types:",
            " b.c 26",
            "classes of a pass: not counted, the tree is not compiled"),
        lines);
  }
}
