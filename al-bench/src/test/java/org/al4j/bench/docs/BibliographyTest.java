package org.al4j.bench.docs;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every work that the code or a page cites by author and year is in the bibliography. */
class BibliographyTest {
  private static final Pattern CITED =
      Pattern.compile(
          "\\b(\\p{Lu}[\\p{L}-]+)(?:,? (?:\\p{Lu}[\\p{L}-]+|van|and|&))*(?: et al\\.)? "
              + "\\(?((?:19|20)\\d\\d)\\b");

  /** Names of methods, which stand before the year where the authors are named further on. */
  private static final Set<String> OTHERS = Set.of("BADGE", "BatchBALD", "TracIn");

  @Test
  void citations_inCodeAndPages_areListedByFirstAuthorAndYear() throws IOException {
    String listed = Files.readString(DocPages.ROOT.resolve("docs/bibliography.md"));
    Set<String> known = works(listed);
    assertTrue(known.size() >= 40, known::toString);
    Set<String> missing = new TreeSet<>();
    for (Path file : files()) {
      Set<String> cited = works(text(file));
      cited.removeAll(known);
      cited.forEach(work -> missing.add(work + " in " + DocPages.ROOT.relativize(file)));
    }
    assertEquals(Set.of(), missing);
  }

  private static Set<String> works(String text) {
    Set<String> works = new TreeSet<>();
    CITED
        .matcher(text)
        .results()
        .filter((MatchResult work) -> !OTHERS.contains(work.group(1)))
        .forEach(work -> works.add(work.group(1) + " " + work.group(2)));
    return works;
  }

  /** What a file says: of code its comments and what providers call their source. */
  private static String text(Path file) throws IOException {
    String all = Files.readString(file);
    if (file.toString().endsWith(".java")) {
      all =
          all.lines()
              .map(String::strip)
              .filter(line -> line.startsWith("*") || line.startsWith("/*"))
              .map(line -> line.replaceFirst("^/?\\*+ ?", ""))
              .collect(joining(" "));
    }
    return all;
  }

  private static Set<Path> files() throws IOException {
    Set<Path> files = new TreeSet<>(DocPages.docs());
    try (Stream<Path> walk = Files.walk(DocPages.ROOT)) {
      walk.filter(file -> file.toString().endsWith(".java"))
          .filter(file -> DocPages.ROOT.relativize(file).toString().contains("src/main"))
          .filter(file -> !file.toString().contains("target"))
          .forEach(files::add);
    }
    return files;
  }
}
