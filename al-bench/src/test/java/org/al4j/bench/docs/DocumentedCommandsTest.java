package org.al4j.bench.docs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.al4j.bench.fuzz.FuzzProgram;
import org.al4j.bench.kills.KillProgram;
import org.al4j.bench.server.AnnotateLoad;
import org.al4j.cli.Al;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.examples.data.SupportDesk;
import org.al4j.examples.pictures.StrategyPictures;
import org.al4j.models.transformer.Recipe;
import org.al4j.models.transformer.TransformerClassifier;
import org.al4j.models.transformer.TransformerLearner;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The commands that the documentation shows. */
class DocumentedCommandsTest {
  private static final String LAUNCHER = "./al";
  private static final String MAIN = "AL4J_MAIN=";
  private static final Set<String> PLACEHOLDERS = Set.of("COMMAND", "...");

  @TempDir private Path dir;

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(DocPages.docs());
    pages.add(DocPages.ROOT.resolve("README.md"));
    pages.add(DocPages.ROOT.resolve("CONTRIBUTING.md"));
    return pages;
  }

  @Test
  void launcherCommands_onEveryPage_haveOptionsThatExist() throws Exception {
    List<DocPages.Command> all = new ArrayList<>(DocPages.blockCommands(pages()));
    all.addAll(DocPages.inlineCommands(pages()));
    int parsed = 0;
    for (DocPages.Command command : all) {
      int launcher = command.words().indexOf(LAUNCHER);
      if (launcher < 0 || command.words().stream().anyMatch(PLACEHOLDERS::contains)) {
        continue;
      }
      String main =
          command.words().subList(0, launcher).stream()
              .filter(word -> word.startsWith(MAIN))
              .map(word -> word.substring(MAIN.length()))
              .findFirst()
              .orElse(Al.class.getName());
      parse(
          command,
          Class.forName(main),
          command.words().subList(launcher + 1, command.words().size()));
      parsed++;
    }
    assertTrue(parsed >= 20, "commands found: " + parsed);
  }

  /** A program without picocli takes what it likes, but must be there. */
  private static void parse(DocPages.Command command, Class<?> main, List<String> words)
      throws Exception {
    main.getMethod("main", String[].class);
    if (main.isAnnotationPresent(CommandLine.Command.class)) {
      String[] args = words.stream().map(DocumentedCommandsTest::filledIn).toArray(String[]::new);
      try {
        CommandLine program = main == Al.class ? Al.commandLine() : new CommandLine(main);
        program.parseArgs(args);
      } catch (ParameterException e) {
        throw new AssertionError(command.page() + ": " + command.line(), e);
      }
    }
  }

  /** N stands for a number. */
  private static String filledIn(String word) {
    return word.equals("N") ? "2" : word;
  }

  @Test
  void mavenCommands_onEveryPage_nameModulesProfilesAndTestsThatExist() throws Exception {
    List<DocPages.Command> all = new ArrayList<>(DocPages.blockCommands(pages()));
    all.addAll(DocPages.inlineCommands(pages()));
    List<String> words =
        all.stream()
            .filter(command -> command.words().contains("./mvnw"))
            .flatMap(command -> command.words().stream())
            .toList();
    assertTrue(words.contains("-Dtest=EngineMemoryTest"), words::toString);
    String pom =
        Files.readString(DocPages.ROOT.resolve("pom.xml"))
            + Files.readString(DocPages.ROOT.resolve("al-cli/pom.xml"))
            + Files.readString(DocPages.ROOT.resolve("al-spark/pom.xml"));
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-pl")) {
        assertTrue(Files.exists(DocPages.ROOT.resolve(words.get(i + 1)).resolve("pom.xml")), word);
      } else if (word.startsWith("-Dtest=")) {
        assertSource(word.substring("-Dtest=".length()));
      } else if (word.startsWith("-P")) {
        assertTrue(pom.contains("<id>" + word.substring(2) + "</id>"), word);
      }
    }
  }

  private static void assertSource(String name) throws IOException {
    try (Stream<Path> walk = Files.walk(DocPages.ROOT, 14)) {
      assertTrue(
          walk.anyMatch(file -> file.endsWith(name + ".java") && file.toString().contains("src")),
          name + " is not a class of the project");
    }
  }

  /** What is in the blocks of the folder docs, or why it is not run here. */
  @Test
  void blockCommands_onEveryPageOfDocs_runTwice() throws Exception {
    prepare();
    for (DocPages.Command command : DocPages.blockCommands(DocPages.docs())) {
      String first = command.words().get(0);
      if (first.equals("./mvnw")) {
        // a build in a build: its names are checked above
      } else if (command.words().contains("org.openjdk.jmh.Main")) {
        assertSource("KernelBenchmark"); // minutes, and nothing is left behind
      } else if (command.words().contains(MAIN + FuzzProgram.class.getName())
          || command.words().contains(MAIN + KillProgram.class.getName())
          || command.words().contains(MAIN + AnnotateLoad.class.getName())) {
        // long: FuzzTest, KillProgramTest and AnnotateLoadTest run them shortened
      } else if (command.words().contains("annotate") || command.words().contains("export")) {
        // it serves until it is ended: AnnotateCommandsTest of al-cli runs both
      } else if (command.words().contains(StrategyPictures.class.getName())) {
        runPicturesTwice();
      } else if (first.equals(LAUNCHER)) {
        runTwice(command);
      } else {
        throw new AssertionError("not run by this test: " + command.page() + ": " + command.line());
      }
    }
  }

  private void runPicturesTwice() throws IOException {
    Path pictures = dir.resolve("pictures");
    StrategyPictures.main(new String[] {pictures.toString()});
    Map<String, byte[]> before = files(pictures);
    StrategyPictures.main(new String[] {pictures.toString()});
    assertSame(before, files(pictures));
    assertSame(files(DocPages.ROOT.resolve("docs/strategies")), before);
  }

  /** The second time gives the same, or says in one line why not and leaves what is there. */
  private void runTwice(DocPages.Command command) throws IOException {
    String[] args = command.words().stream().skip(1).map(this::inFolder).toArray(String[]::new);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    assertEquals(0, al(out, err, args), () -> command.line() + "\n" + err);
    Map<String, byte[]> before = files(dir);
    StringWriter outAgain = new StringWriter();
    StringWriter errAgain = new StringWriter();
    int code = al(outAgain, errAgain, args);
    if (code == 0) {
      assertEquals(out.toString(), outAgain.toString(), command.line());
    } else {
      assertEquals(2, code, () -> command.line() + "\n" + errAgain);
      assertEquals(1, errAgain.toString().strip().lines().count(), errAgain::toString);
      assertTrue(errAgain.toString().contains("--resume"), errAgain::toString);
    }
    assertSame(before, files(dir));
  }

  private static int al(StringWriter out, StringWriter err, String... args) {
    return Al.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  /** Files that a page names lie in the test's folder. */
  private String inFolder(String word) {
    boolean file = word.matches("DIR|study(-[a-z]+)?|[a-z]+\\.(csv|jsonl)");
    return file ? dir.resolve(word).toString() : word;
  }

  private void prepare() throws IOException {
    List<String> reviews = new ArrayList<>(List.of("text,label"));
    List<String> mails = new ArrayList<>(List.of("text,labels"));
    List<String> ratings = new ArrayList<>(List.of("text,stars"));
    for (Labelled<ClassLabel> item : FakeTexts.dataset(150, 3, 5).items()) {
      String text = item.instance().text() + ",";
      String label = item.annotation().name();
      reviews.add(text + label);
      mails.add(text + (mails.size() % 5 == 0 ? "" : label + ";" + "odd".repeat(mails.size() % 2)));
      ratings.add(text + label.length() + "." + mails.size() % 10);
    }
    Files.write(dir.resolve("reviews.csv"), reviews);
    Files.write(dir.resolve("mails.csv"), mails);
    Files.write(dir.resolve("ratings.csv"), ratings);
    Files.writeString(
        dir.resolve("messages.jsonl"),
        "{\"text\": \"where is my parcel\"}\n{\"text\": \"wrong size\", \"id\": \"m2\"}\n");
    try (EmbeddedCheckpoint checkpoint = new EmbeddedCheckpoint();
        TransformerLearner learner =
            TransformerLearner.create(
                checkpoint.dir(), Recipe.plasm().withEpochs(1).withMinimumUpdates(1));
        TransformerClassifier model =
            learner.fit(
                SupportDesk.task().train().subList(0, 12),
                FitContext.of(SupportDesk.task().labels(), 1))) {
      model.save(dir.resolve("DIR"));
    }
  }

  private static Map<String, byte[]> files(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> found) {
    assertEquals(List.copyOf(expected.keySet()), List.copyOf(found.keySet()));
    expected.forEach((name, bytes) -> assertArrayEquals(bytes, found.get(name), name));
  }
}
