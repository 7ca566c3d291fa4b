package org.al4j.bench.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every file and test that the page from formulas to files names is where it says. */
class PaperToCodeTest {
  private static final Path PAGE = DocPages.ROOT.resolve("docs/paper-to-code.md");
  private static final String USUAL = "al-strategies";
  private static final Pattern NAME = Pattern.compile("(al-[a-z0-9]+)|`([^`]+)`");

  /** The second and third cell of each row of the table. */
  private static List<String[]> rows(String page) {
    return page.lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| formula"))
        .map(line -> line.split("\\|"))
        .toList();
  }

  /** Files that a cell names in vain: each below its module's package, or beside the one before. */
  private static List<String> missingFiles(String cell) {
    List<String> missing = new ArrayList<>();
    String module = USUAL;
    String folder = "";
    for (Matcher name = NAME.matcher(cell); name.find(); ) {
      if (name.group(1) != null) {
        module = name.group(1);
        folder = "";
        continue;
      }
      String file = name.group(2).contains("/") ? name.group(2) : folder + name.group(2);
      folder = file.substring(0, file.lastIndexOf('/') + 1);
      String path =
          module + "/src/main/java/org/al4j/" + module.substring(3) + "/" + file + ".java";
      if (!Files.exists(DocPages.ROOT.resolve(path))) {
        missing.add(path);
      }
    }
    return missing;
  }

  /** Tests that a cell names in vain: each in the module right before it, or else in any. */
  private static List<String> missingTests(String cell) throws IOException {
    List<String> missing = new ArrayList<>();
    String module = "";
    for (Matcher name = NAME.matcher(cell); name.find(); ) {
      if (name.group(1) != null) {
        module = name.group(1);
        continue;
      }
      if (!isTest(module, name.group(2))) {
        missing.add((module + " " + name.group(2)).strip());
      }
      module = "";
    }
    return missing;
  }

  private static boolean isTest(String module, String name) throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.list(DocPages.ROOT)) {
      folders =
          all.filter(folder -> folder.getFileName().toString().matches("al-.+"))
              .filter(folder -> module.isEmpty() || folder.endsWith(module))
              .map(folder -> folder.resolve("src/test/java"))
              .toList();
    }
    for (Path folder : folders) {
      if (holds(folder, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holds(Path folder, String name) throws IOException {
    try (Stream<Path> walk = Files.isDirectory(folder) ? Files.walk(folder) : Stream.empty()) {
      return walk.anyMatch(file -> file.endsWith(name + ".java"));
    }
  }

  @Test
  void files_ofEveryRow_areThere() throws IOException {
    List<String[]> rows = rows(Files.readString(PAGE));
    assertTrue(rows.size() >= 40, rows.size() + " rows");
    assertEquals(List.of(), rows.stream().flatMap(row -> missingFiles(row[2]).stream()).toList());
  }

  @Test
  void tests_ofEveryRow_areThere() throws IOException {
    List<String> missing = new ArrayList<>();
    for (String[] row : rows(Files.readString(PAGE))) {
      missing.addAll(missingTests(row[3]));
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void names_ofNothing_areMissing() throws IOException {
    assertEquals(
        List.of("al-strategies/src/main/java/org/al4j/strategies/committee/NoSuch.java"),
        missingFiles("`committee/Bald`, `NoSuch`, al-metrics `Folds`"));
    assertEquals(List.of("NoSuchTest"), missingTests("`CoreSetTest`, `NoSuchTest` against it"));
  }
}
