package org.al4j.examples.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs in docs are compiled and run as they stand there. */
class DocumentedProgramsTest {
  private static final Path DOCS = Path.of("").toAbsolutePath().getParent().resolve("docs");

  @TempDir private Path dir;

  /** Compiles the program of this name on a page, and gives its class. */
  private Class<?> program(String page, String name) throws Exception {
    Matcher block =
        Pattern.compile("```java\n((?:(?!```).)*?public class " + name + " .*?)```", Pattern.DOTALL)
            .matcher(Files.readString(DOCS.resolve(page)));
    assertTrue(block.find(), page + " has no program " + name);
    Path source = Files.writeString(dir.resolve(name + ".java"), block.group(1));
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

  private static String run(Class<?> program, String... arguments) throws Exception {
    PrintStream original = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      program.getMethod("main", String[].class).invoke(null, (Object) arguments);
    } finally {
      System.setOut(original);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void untilGoodEnough_easyTexts_stopsAtTheTargetWithoutATestSet() throws Exception {
    StringBuilder csv = new StringBuilder("text,label\n");
    for (int i = 0; i < 300; i++) {
      List<String> words = List.of("red apple pear", "blue whale seal", "green oak beech");
      csv.append("text " + i + " " + words.get(i % 3) + ",class" + i % 3 + "\n");
    }
    Path data = Files.writeString(dir.resolve("train.csv"), csv);

    String printed = run(program("architecture.md", "UntilGoodEnough"), data.toString());

    assertTrue(
        printed.startsWith("the target is reached: cv_accuracy is ")
            && printed.strip().endsWith("the target is 0.9000"),
        printed);
  }
}
