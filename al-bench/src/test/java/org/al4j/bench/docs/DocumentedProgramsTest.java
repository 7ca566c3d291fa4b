package org.al4j.bench.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.Provenance;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.tags.TagFiles;
import org.al4j.testkit.FakeSentences;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every Java block of the documentation is a program, which is compiled as it stands there and run
 * twice.
 */
class DocumentedProgramsTest {
  @TempDir private Path dir;
  private HttpServer service;

  /** How a program is called, and what it has to print. */
  private record Run(List<String> arguments, Pattern prints) {}

  /** By page and class; a block on a page that is not here fails the test. */
  private Map<String, Run> runs() throws IOException {
    return Map.of(
        "docs/architecture.md UntilGoodEnough",
        new Run(
            List.of(easyTexts().toString()),
            Pattern.compile(
                "the target is reached: cv_accuracy is [0-9.]+.*, the target is 0\\.9000\\s*")),
        "docs/data-formats.md MoveSpans",
        new Run(
            List.of(spans().toString(), dir.resolve("spans.conll").toString()),
            Pattern.compile("(?s)((LOC|PER): \\S+( \\S+)?\\R){20,}")),
        "docs/language-model.md LabelWithModel",
        new Run(
            List.of(
                partlyLabelled().toString(),
                modelSettings().toString(),
                dir.resolve("model").toString()),
            Pattern.compile(
                "(?s).*40 instances.*llm:fake=ModelAgreement\\[agreed=\\d+, compared=\\d+].*"
                    + "; [0-9]+ tokens\\s*")),
        "docs/learners.md WordsProvider",
        new Run(
            List.of("pairs=true", "pair=true", "rarest=0"),
            Pattern.compile(
                "TF-IDF \\(words and pairs, .*\\Rwords has no parameter 'pair'; nearest: pairs;"
                    + " known parameters: pairs, rarest, strength\\Rwords: rarest must be a whole"
                    + " number from 1 to 1000, found '0'\\R")),
        "docs/learners.md YourNetwork",
        new Run(
            List.of(easyTexts().toString(), dir.resolve("network").toString()),
            Pattern.compile("(?:\\S+ class[0-2]\\R){300}")),
        "docs/people.md LabelHere",
        new Run(
            List.of(partlyLabelled().toString()),
            Pattern.compile(
                "(?s)text .*\\[class0, class1, class2]\\? .*unknown label 'nonsense'.*20"
                    + " instances.*")),
        "docs/plasm-ups.md ScoreLess",
        new Run(
            List.of(easyTexts().toString()),
            Pattern.compile(
                "[0-9]+ of [0-9]+ forward passes in [0-9]+ rounds, [0-9.]+ times fewer.*\\s*")),
        "docs/plasm-ups.md TrainSuccessor",
        new Run(
            List.of(easyTexts().toString()),
            Pattern.compile(
                "(?s)30 gold labels, 270 of 270 pseudo-labels"
                    + " kept.*ClassLabel\\[name=class[0-2]]\\s*")),
        "docs/people.md LabelTogether",
        new Run(
            List.of(partlyLabelled().toString()),
            Pattern.compile(".*20 instances.*; alpha -?0\\.[0-9]+; \\[anna, ben, carl]\\s*")),
        "docs/studies.md CompareStrategies",
        new Run(
            List.of(easyTexts().toString(), dir.resolve("study").toString()),
            Pattern.compile("(?s).*mean accuracy over the run .*margin .*")));
  }

  @Test
  void javaBlocks_onEveryPage_areCompiledAndRunTwice() throws Exception {
    Map<String, Run> expected = new TreeMap<>(runs());
    List<String> found = new ArrayList<>();
    for (DocPages.Block block : DocPages.blocks(DocPages.docs(), "java")) {
      Matcher name = Pattern.compile("public (?:final )?class (\\w+)").matcher(block.text());
      assertTrue(name.find(), block.page() + " has Java that is no program:\n" + block.text());
      String key = block.page() + " " + name.group(1);
      found.add(key);
      assertTrue(expected.containsKey(key), key + " is not run by this test: add it to runs()");
      Class<?> program = compile(name.group(1), block.text());
      Run run = expected.get(key);
      String printed = run(program, run.arguments());
      assertTrue(run.prints().matcher(printed).matches(), printed);
      assertEquals(
          printed, run(program, run.arguments()), "what " + key + " prints the second time");
    }
    assertEquals(List.copyOf(expected.keySet()), found.stream().sorted().toList());
  }

  /** A block in a language that nothing runs, checks or draws fails the test. */
  @Test
  void blocks_onEveryPage_areInLanguagesThatAreLookedAt() throws IOException {
    Set<String> others = new TreeSet<>(DocPages.languages(DocPages.docs()));
    others.removeAll(Set.of("java", "python", "sh", "xml", "mermaid"));
    assertEquals(Set.of(), others);
  }

  @Test
  void xmlBlocks_onEveryPage_nameArtifactsOfTheBuild() throws IOException {
    String pom =
        Files.readString(DocPages.ROOT.resolve("al-cli/pom.xml"))
            + Files.readString(DocPages.ROOT.resolve("al-minilm/pom.xml"));
    List<String> named = new ArrayList<>();
    for (DocPages.Block block : DocPages.blocks(DocPages.docs(), "xml")) {
      Pattern.compile("<artifactId>[^<*]+</artifactId>")
          .matcher(block.text())
          .results()
          .forEach(artifact -> named.add(artifact.group()));
    }
    assertTrue(named.size() >= 2, named::toString);
    named.forEach(artifact -> assertTrue(pom.contains(artifact), artifact));
  }

  /** They take a run's log; the second time, and with a byte changed. */
  @Test
  void pythonBlocks_onEveryPage_readALogTwiceAndRefuseAChangedOne() throws Exception {
    List<DocPages.Block> blocks = DocPages.blocks(DocPages.docs(), "python");
    assumeTrue(python("-c", "print()") == 0, "python3 is not here: the docs' Python is not run");
    Path log = log();
    Path changed = dir.resolve("changed.jsonl");
    Files.writeString(changed, Files.readString(log).replace("\"first\"", "\"worst\""));
    for (DocPages.Block block : blocks) {
      assertEquals(0, python("-c", block.text(), log.toString()), block.page());
      assertEquals(0, python("-c", block.text(), log.toString()), block.page());
      assertEquals(1, python("-c", block.text(), changed.toString()), block.page());
    }
  }

  private Path log() {
    Path run = dir.resolve("run");
    try (RunLog log = RunLog.open(run, new Provenance(Map.of("seed", "1"), Map.of()))) {
      RunEvent.AskedItem item = new RunEvent.AskedItem("gr\u00f6\u00dfe", 0.25);
      log.append(List.of(new RunEvent.Asked(0, List.of(item), 0.5, Optional.empty())));
      log.append(List.of(new RunEvent.Labelled(0, item.id(), new ClassLabel("first"))));
    }
    return run.resolve("run.jsonl");
  }

  private static int python(String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1; // there is none
    }
  }

  private Path easyTexts() throws IOException {
    StringBuilder csv = new StringBuilder("text,label\n");
    for (int i = 0; i < 300; i++) {
      List<String> words = List.of("red apple pear", "blue whale seal", "green oak beech");
      csv.append("text " + i + " " + words.get(i % 3) + ",class" + i % 3 + "\n");
    }
    return Files.writeString(dir.resolve("train.csv"), csv);
  }

  /** Sentences with spans, as doccano gives them. */
  private Path spans() {
    Path file = dir.resolve("spans.jsonl");
    TagFiles.writeDoccano(file, FakeSentences.dataset(60, 1).items());
    return file;
  }

  /** The same texts; of some is known what they are. */
  private Path partlyLabelled() throws IOException {
    List<String> rows = Files.readAllLines(easyTexts());
    StringBuilder csv = new StringBuilder(rows.get(0)).append('\n');
    for (int i = 1; i < rows.size(); i++) {
      String row = rows.get(i);
      csv.append(i <= 6 ? row : row.substring(0, row.indexOf(',') + 1)).append('\n');
    }
    return Files.writeString(dir.resolve("partly.csv"), csv);
  }

  /** The settings of a language model, a service in this process that always says the same. */
  private Path modelSettings() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String choice = "{\"message\": {\"content\": \"{\\\"label\\\": \\\"class1\\\"}\"}}";
    byte[] answer =
        ("{\"choices\": ["
                + String.join(",", Collections.nCopies(5, choice))
                + "], \"usage\": {\"prompt_tokens\": 200, \"completion_tokens\": 35}}")
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    server.start();
    service = server;
    int port = server.getAddress().getPort();
    return Files.writeString(
        dir.resolve("llm.json"),
        "{\"url\": \"http://127.0.0.1:" + port + "/v1\", \"model\": \"fake\"}");
  }

  @AfterEach
  void endService() {
    if (service != null) {
      service.stop(0);
    }
  }

  /** What a person types: classes, and something else now and then. */
  private static InputStream typed() {
    String lines = "class0\nclass1\nnonsense\nclass2\n\n".repeat(20);
    return new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
  }

  private Class<?> compile(String name, String text) throws Exception {
    Path source = Files.writeString(dir.resolve(name + ".java"), text);
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                errors,
                errors,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                dir.toString(),
                source.toString());
    assertEquals(0, code, errors.toString(StandardCharsets.UTF_8));
    URLClassLoader loader = new URLClassLoader(new URL[] {dir.toUri().toURL()});
    return loader.loadClass(name);
  }

  private static String run(Class<?> program, List<String> arguments) throws Exception {
    PrintStream original = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    InputStream keyboard = System.in;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setIn(typed());
    try {
      program
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments.toArray(String[]::new));
    } finally {
      System.setOut(original);
      System.setIn(keyboard);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
