package org.al4j.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in docs/learners.md. */
class LearnersPageTest {
  @TempDir Path dir;

  @Test
  void program_onThePage_compilesRunsAndSaves() throws Exception {
    String page = Files.readString(Path.of("../docs/learners.md"));
    Matcher program = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertEquals(true, program.find());
    Path source = Files.writeString(dir.resolve("YourNetwork.java"), program.group(1));
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                dir.toString(),
                source.toString());
    assertEquals(0, errors);
    StringBuilder csv = new StringBuilder("text,label\n");
    SmallNetworks.texts()
        .items()
        .forEach(
            item ->
                csv.append(item.instance().text())
                    .append(',')
                    .append(item.annotation().name())
                    .append('\n'));
    Path data = Files.writeString(dir.resolve("texts.csv"), csv);
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {dir.toUri().toURL()}, getClass().getClassLoader())) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      loader
          .loadClass("YourNetwork")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {data.toString(), dir.resolve("model").toString()});
    } finally {
      System.setOut(before);
    }
    assertEquals(
        60,
        printed.toString(StandardCharsets.UTF_8).lines().filter(l -> l.contains("class-")).count());
    Models.load(dir.resolve("model"), ClassLabel.class).close();
  }
}
