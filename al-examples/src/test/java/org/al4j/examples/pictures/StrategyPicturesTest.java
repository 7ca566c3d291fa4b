package org.al4j.examples.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.Output;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.StrategyProvider;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.named.KnownPolicy;
import org.al4j.strategies.named.QueryPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/strategies.md and its pictures are what the program and the strategies say. */
class StrategyPicturesTest {
  private static final Path DOCS = Path.of("").toAbsolutePath().getParent().resolve("docs");
  private static final int LARGEST = 40_000;

  private static Stream<String> names() {
    return Strategies.known().stream().map(StrategyProvider::name);
  }

  private static StrategyProvider provider(String name) {
    return Strategies.known().stream()
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String page() throws IOException {
    return Files.readString(DOCS.resolve("strategies.md"));
  }

  private static String section(String name) throws IOException {
    String heading = "\n### `" + name + "`\n";
    int start = page().indexOf(heading);
    assertTrue(start >= 0, "docs/strategies.md has no section " + name);
    String rest = page().substring(start + heading.length());
    return rest.split("\n##", 2)[0] + "\n";
  }

  private static QueryStrategy shown(String name) {
    try {
      return provider(name).create(Map.of());
    } catch (InvalidInputException e) {
      return Exhibit.of(name, new MadeUpPlane()).strategy();
    }
  }

  @Test
  void pictures_inTheDocs_areWhatTheProgramWrites() throws IOException {
    SortedMap<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(DOCS.resolve("strategies"))) {
      for (Path file : files.toList()) {
        found.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    SortedMap<String, String> expected = StrategyPictures.all();
    assertEquals(expected.keySet(), found.keySet());
    for (Map.Entry<String, String> picture : expected.entrySet()) {
      assertEquals(
          picture.getValue(),
          found.get(picture.getKey()),
          picture.getKey() + ": run StrategyPictures as docs/strategies.md says");
      int size = picture.getValue().getBytes(StandardCharsets.UTF_8).length;
      assertTrue(size <= LARGEST, picture.getKey() + " has " + size + " bytes");
    }
  }

  @Test
  void pictures_ofTwoRuns_areEqual() {
    assertEquals(StrategyPictures.all(), StrategyPictures.all());
  }

  @ParameterizedTest
  @MethodSource("names")
  void page_everyKnownStrategy_hasAPictureUnlessItIsForSetsOrTags(String name) throws IOException {
    String picture = "(strategies/" + name + ".svg)";
    Set<Class<? extends Annotation>> kinds = shown(name).kinds();
    boolean ofSets = kinds.equals(Set.of(LabelSet.class));
    boolean ofTags = kinds.contains(TagSequence.class) && !kinds.contains(ClassLabel.class);
    assertEquals(!ofSets && !ofTags, page().contains(picture), picture);
    int place = page().indexOf("\n### `" + name + "`\n");
    String part = page().substring(page().lastIndexOf("\n## ", place), place);
    assertEquals(ofSets, part.startsWith("\n## Label sets\n"), "in which part " + name + " is");
    assertEquals(ofTags, part.startsWith("\n## Sequence tagging\n"), "where " + name + " is");
  }

  @ParameterizedTest
  @MethodSource("names")
  void section_ofEveryKnownStrategy_saysWhatTheCodeSays(String name) throws IOException {
    String section = section(name);
    StrategyProvider provider = provider(name);
    assertTrue(section.contains("\n- **Selects first**: " + provider.summary() + "\n"), section);
    assertTrue(section.contains("\n- **Source**: " + provider.source() + "\n"), section);
    assertTrue(section.contains("\n- **Formula**: "), section);
    String plain = section.replace("`", "");
    assertTrue(plain.contains("\n- **Cost**: " + provider.cost() + "\n"), section);
    assertTrue(plain.contains("\n- **Needs**: " + provider.needs()), section);
    String parameters = section.substring(section.indexOf("- **Parameters**: "));
    for (String parameter : parameters(provider)) {
      assertTrue(parameters.contains("`" + parameter + "`"), name + " lacks " + parameter);
    }
    assertEquals(parameters(provider).isEmpty(), parameters.contains(": none\n"), section);
  }

  @ParameterizedTest
  @MethodSource("names")
  void section_needs_areThoseOfTheStrategy(String name) throws IOException {
    String line =
        section(name).lines().filter(row -> row.startsWith("- **Needs**: ")).findFirst().orElse("");
    TreeSet<Output> stated = new TreeSet<>();
    String always = line.split(";", 2)[0];
    for (Output output : Output.standard()) {
      if (List.of(always.split("[^A-Z_]+")).contains(output.name())) {
        stated.add(output);
      }
    }
    if (line.contains("what `") || line.contains("what either")) {
      assertTrue(shown(name).needs().containsAll(stated), line);
    } else {
      assertFalse(line.isEmpty(), name);
      assertEquals(new TreeSet<>(shown(name).needs()), stated, line);
    }
  }

  @Test
  void policies_table_saysWhatTheCodeSays() throws IOException {
    String table = page().substring(page().indexOf("## Candidate policies")).replace("`", "");
    List<String> stated =
        table
            .lines()
            .filter(row -> row.startsWith("| ") && !row.startsWith("| name"))
            .map(row -> row.substring(0, row.lastIndexOf(" | ")))
            .toList();
    List<String> expected =
        QueryPlan.policies().stream()
            .map(known -> List.of(known.name(), known.summary(), known.needs(), known.cost()))
            .map(cells -> "| " + String.join(" | ", cells))
            .toList();
    assertEquals(
        expected, stated.stream().map(row -> row.substring(0, row.lastIndexOf(" | "))).toList());
    for (KnownPolicy known : QueryPlan.policies()) {
      assertTrue(table.contains(" | " + known.source() + " | "), known.source());
    }
  }

  /** As the refusal of an unknown one lists them. */
  private static List<String> parameters(StrategyProvider provider) {
    String refusal =
        assertThrows(InvalidInputException.class, () -> provider.create(Map.of("?", "")))
            .getMessage();
    String known = "known parameters: ";
    return refusal.contains(known)
        ? List.of(refusal.substring(refusal.indexOf(known) + known.length()).split(", "))
        : List.of();
  }

  @Test
  void picture_ofMargin_showsTwelvePicksAndTheCopiesUnderOneLabel() {
    String svg = StrategyPictures.all().get("margin.svg");
    assertEquals(12, svg.split("<circle ", -1).length - 1);
    assertTrue(svg.contains(">5-8</text>"), svg);
    assertFalse(svg.contains(">6</text>"), svg);
  }
}
