package org.al4j.bench.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page on new families names and quotes code that is there. */
class NamedCodeTest {
  private static final Path PAGE = DocPages.ROOT.resolve("docs/new-family.md");
  private static final Pattern BLOCK =
      Pattern.compile("^```\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern INLINE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern DECLARED =
      Pattern.compile("\\b(?:class|interface|record|enum) (\\w+)");
  private static final Pattern NAMED =
      Pattern.compile("([A-Z]\\w*[a-z]\\w*(?:\\.[A-Z][a-z]\\w*)*)(?:\\.(\\w+))?(?:\\(.*\\))?");
  private static final Pattern CALL = Pattern.compile("([a-z]\\w*)\\(.*\\)");
  private static final List<String> FOLDERS =
      List.of(
          "",
          "al-models/src/main/java/org/al4j/models",
          "al-models/src/test/java/org/al4j/models",
          "al-models/src/test/resources");

  /** Files by the types that they declare. */
  private static final Map<String, List<String>> SOURCES = new HashMap<>();

  private static String all = "";

  @BeforeAll
  static void read() throws IOException {
    StringBuilder lines = new StringBuilder();
    try (Stream<Path> walk = Files.walk(DocPages.ROOT.resolve("al-models/src"))) {
      for (Path file : walk.filter(one -> one.toString().endsWith(".java")).toList()) {
        String text = Files.readString(file);
        lines.append(text);
        DECLARED
            .matcher(text)
            .results()
            .map(type -> type.group(1))
            .distinct()
            .forEach(type -> SOURCES.computeIfAbsent(type, key -> new ArrayList<>()).add(text));
      }
    }
    all = lines.toString().lines().map(String::strip).collect(Collectors.joining("\n"));
  }

  /** What a page names or quotes in vain. */
  private static List<String> missing(String page) {
    List<String> missing = new ArrayList<>();
    for (MatchResult block : BLOCK.matcher(page).results().toList()) {
      block.group(1).lines().filter(line -> !all.contains(line.strip())).forEach(missing::add);
    }
    String text = BLOCK.matcher(page).replaceAll("");
    INLINE
        .matcher(text)
        .results()
        .map(one -> one.group(1))
        .filter(name -> !isThere(name, text))
        .forEach(missing::add);
    return missing;
  }

  private static boolean isThere(String name, String page) {
    if (name.contains("/")) {
      return FOLDERS.stream()
          .anyMatch(folder -> Files.exists(DocPages.ROOT.resolve(folder).resolve(name)));
    }
    Matcher call = CALL.matcher(name);
    if (call.matches()) { // of one of the types that the page names
      return NAMED.matcher(page).results().anyMatch(type -> has(type.group(1), call.group(1)));
    }
    Matcher named = NAMED.matcher(name);
    return !named.matches() || has(named.group(1), named.group(2));
  }

  private static boolean has(String types, String member) {
    List<String> sources = SOURCES.getOrDefault(types.replaceFirst(".*\\.", ""), List.of());
    return sources.stream()
        .anyMatch(text -> member == null || text.matches("(?s).*\\b" + member + "\\b.*"));
  }

  @Test
  void names_ofThePage_areThoseOfTheCode() throws IOException {
    String page = Files.readString(PAGE);
    assertEquals(List.of(), missing(page));
    assertTrue(page.contains("`Gpt2") || page.contains("Gpt2.java"), "no name was looked for");
  }

  @Test
  void names_ofNothing_areMissing() {
    String page =
        "`NoSuchFamily` `Linear.Form.TWISTED` `Blocks.attend` `Architecture`'s `noSuch(blocks)`"
            + " `internal/architecture/Gpt3.java` `Blocks.attention` `heads()` `[T, 3H]`\n"
            + "```\nKNOWN.put(\"gpt3\", Gpt3::read);\n```\n";
    assertEquals(
        List.of(
            "KNOWN.put(\"gpt3\", Gpt3::read);",
            "NoSuchFamily",
            "Linear.Form.TWISTED",
            "Blocks.attend",
            "noSuch(blocks)",
            "internal/architecture/Gpt3.java"),
        missing(page));
  }
}
