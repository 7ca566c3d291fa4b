package org.al4j.bench.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.al4j.cli.Al;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The commands and options that sentences and tables name are those that there are. */
class CommandTablesTest {
  private static final Pattern INLINE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern COMMAND = Pattern.compile("^(?:\\./)?al ([a-z]+)\\b");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
  private static final Pattern PROGRAM = Pattern.compile("@Command\\b");

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(DocPages.docs());
    pages.add(DocPages.ROOT.resolve("README.md"));
    pages.add(DocPages.ROOT.resolve("CONTRIBUTING.md"));
    return pages;
  }

  private static List<String> inline(Path page) throws IOException {
    return INLINE
        .matcher(Files.readString(page).replaceAll("(?ms)^```.*?^```$", ""))
        .results()
        .map((MatchResult code) -> code.group(1))
        .toList();
  }

  private static Set<String> commands() {
    Set<String> commands = new TreeSet<>(Al.commandLine().getSubcommands().keySet());
    commands.remove("help");
    return commands;
  }

  /** Those of the launcher's commands and of every other program of ours that picocli reads. */
  private static Set<String> options() throws Exception {
    Set<String> options = new TreeSet<>();
    add(Al.commandLine(), options);
    for (String name : programs()) {
      add(new CommandLine(Class.forName(name)), options);
    }
    return options;
  }

  private static void add(CommandLine command, Set<String> options) {
    command.getCommandSpec().options().forEach(option -> options.addAll(List.of(option.names())));
    command.getSubcommands().values().forEach(sub -> add(sub, options));
  }

  private static List<String> programs() throws IOException {
    List<String> programs = new ArrayList<>();
    for (String module : List.of("al-examples", "al-bench")) {
      Path sources = DocPages.ROOT.resolve(module).resolve("src/main/java");
      try (Stream<Path> walk = Files.walk(sources)) {
        for (Path file : walk.filter(one -> one.toString().endsWith(".java")).toList()) {
          String text = Files.readString(file);
          if (PROGRAM.matcher(text).find() && text.contains("static void main(")) {
            String name = sources.relativize(file).toString();
            programs.add(name.substring(0, name.length() - 5).replaceAll("[/\\\\]", "."));
          }
        }
      }
    }
    return programs;
  }

  @Test
  void commands_namedOnAnyPage_areThere() throws IOException {
    Set<String> named = new TreeSet<>();
    for (Path page : pages()) {
      for (String code : inline(page)) {
        COMMAND.matcher(code).results().forEach(command -> named.add(command.group(1)));
      }
    }
    assertTrue(named.size() >= 4, named::toString);
    named.removeAll(commands());
    assertEquals(Set.of(), named);
  }

  @Test
  void commands_thereAre_standInTheTable() throws IOException {
    Set<String> table =
        Files.readString(DocPages.ROOT.resolve("docs/examples.md"))
            .lines()
            .filter(line -> line.startsWith("| `al "))
            .map(line -> line.replaceFirst("\\| `al ([a-z-]+).*", "$1"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(commands(), table);
  }

  @Test
  void options_namedOnAnyPage_areThere() throws Exception {
    Set<String> known = options();
    Map<String, String> unknown = new TreeMap<>();
    int named = 0;
    for (Path page : pages()) {
      for (String code : inline(page)) {
        for (MatchResult option : OPTION.matcher(code).results().toList()) {
          named++;
          if (!known.contains(option.group())) {
            unknown.put(option.group(), DocPages.ROOT.relativize(page).toString());
          }
        }
      }
    }
    assertTrue(named >= 50, named + " found");
    assertEquals(Map.of(), unknown);
  }
}
