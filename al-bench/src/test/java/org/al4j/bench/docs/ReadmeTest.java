package org.al4j.bench.docs;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.al4j.core.query.StrategyProvider;
import org.al4j.strategies.Strategies;
import org.junit.jupiter.api.Test;

/** What the README promises of itself; its programs are run by the consumer project. */
class ReadmeTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }

  @Test
  void readme_length_staysWithinItsLimit() throws IOException {
    assertTrue(readme().lines().count() <= 150, "README.md has " + readme().lines().count());
  }

  @Test
  void quickStart_firstTwoBlocks_areTheDemoAndTheTestsOnOneLineEach() throws IOException {
    String section = readme().substring(readme().indexOf("## Quick start"));
    List<String> blocks =
        Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
            .matcher(section)
            .results()
            .limit(2)
            .map(block -> block.group(1))
            .toList();
    assertEquals(List.of("./al demo\n", "./mvnw -B verify\n"), blocks);
    assertTrue(Files.readString(ROOT.resolve(".ci/run")).endsWith("\n" + blocks.get(1)));
  }

  @Test
  void strategyTable_everyName_isKnownAndListedOnce() throws IOException {
    String section = readme().substring(readme().indexOf("## Strategies"));
    List<String> listed =
        Pattern.compile("`([a-z-]+)`")
            .matcher(section.lines().filter(line -> line.startsWith("|")).collect(joining("\n")))
            .results()
            .map(name -> name.group(1))
            .sorted()
            .toList();
    assertEquals(Strategies.known().stream().map(StrategyProvider::name).sorted().toList(), listed);
  }

  @Test
  void links_toFilesOfTheProject_exist() throws IOException {
    List<String> targets =
        Pattern.compile("]\\(([^)]+)\\)")
            .matcher(readme())
            .results()
            .map((MatchResult link) -> link.group(1))
            .filter(target -> !target.contains("://"))
            .toList();
    assertTrue(targets.size() >= 8, "links found: " + targets);
    for (String target : targets) {
      assertTrue(Files.exists(ROOT.resolve(target)), target);
    }
  }
}
