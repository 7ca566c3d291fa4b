package org.al4j.bench.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the documentation's pages show: fenced blocks, and commands in blocks and in sentences. */
public final class DocPages {
  /** The project's root. */
  public static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static final Pattern FENCED =
      Pattern.compile("^```(\\w+)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern OUTPUT =
      Pattern.compile("^```\n.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern INLINE = Pattern.compile("`([^`\n]+)`");

  private DocPages() {}

  /** A fenced block of a page. */
  public record Block(String page, String language, String text) {}

  /** One command of a page, in words as a shell would split it. */
  public record Command(String page, List<String> words) {
    /** The words with single spaces, without their quotes. */
    public String line() {
      return String.join(" ", words);
    }
  }

  /** The pages of the folder docs. */
  public static List<Path> docs() throws IOException {
    try (Stream<Path> walk = Files.walk(ROOT.resolve("docs"))) {
      return walk.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  /** All blocks of a language on the given pages. */
  public static List<Block> blocks(List<Path> pages, String language) throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (Path page : pages) {
      Matcher fenced = FENCED.matcher(Files.readString(page));
      while (fenced.find()) {
        if (fenced.group(1).equals(language)) {
          String name = ROOT.relativize(page).toString().replace('\\', '/');
          blocks.add(new Block(name, language, fenced.group(2)));
        }
      }
    }
    return blocks;
  }

  /** The languages of all blocks that name one. */
  public static Set<String> languages(List<Path> pages) throws IOException {
    Set<String> languages = new TreeSet<>();
    for (Path page : pages) {
      FENCED.matcher(Files.readString(page)).results().forEach(one -> languages.add(one.group(1)));
    }
    return languages;
  }

  /** The commands in blocks of the language sh. */
  public static List<Command> blockCommands(List<Path> pages) throws IOException {
    List<Command> commands = new ArrayList<>();
    for (Block block : blocks(pages, "sh")) {
      for (String line : block.text().replace("\\\n", " ").split("\n|&&", -1)) {
        if (!line.isBlank()) {
          commands.add(new Command(block.page(), words(line)));
        }
      }
    }
    return commands;
  }

  /** The commands in sentences: pieces of code that call the launcher. */
  public static List<Command> inlineCommands(List<Path> pages) throws IOException {
    List<Command> commands = new ArrayList<>();
    for (Path page : pages) {
      String text = FENCED.matcher(Files.readString(page)).replaceAll("");
      Matcher inline = INLINE.matcher(OUTPUT.matcher(text).replaceAll(""));
      while (inline.find()) {
        List<String> words = words(inline.group(1));
        if (words.contains("./al") || words.contains("./mvnw")) {
          commands.add(new Command(ROOT.relativize(page).toString(), words));
        }
      }
    }
    return commands;
  }

  /** Double quotes hold a word together; nothing else of a shell is understood. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+").matcher(line);
    while (word.find()) {
      words.add(word.group().replace("\"", ""));
    }
    return words;
  }
}
