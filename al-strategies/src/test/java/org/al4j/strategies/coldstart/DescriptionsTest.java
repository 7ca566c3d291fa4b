package org.al4j.strategies.coldstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class DescriptionsTest {
  private static final LabelSpace LABELS = LabelSpace.of("Sports", "World");

  @TempDir private Path dir;

  private static String error(Executable executable) {
    return assertThrows(InvalidInputException.class, executable).getMessage();
  }

  private Descriptions read(String content) throws IOException {
    return Descriptions.read(Files.writeString(dir.resolve("classes.tsv"), content));
  }

  @Test
  void texts_classesWithAndWithoutALine_areInTheOrderOfTheClasses() throws IOException {
    Descriptions lines = read("World \t news of the world\n\n");
    assertEquals(Map.of("World", "news of the world"), lines.lines());
    assertEquals(
        List.of("Sports", "news of the world"),
        lines.texts(LABELS).stream().map(Instance::text).toList());
  }

  @Test
  void read_badLine_isNamed() {
    Path file = dir.resolve("classes.tsv");
    assertEquals(
        file
            + ", line 2: a line must be a class, a tab and what the class is about, found 'Sports'",
        error(() -> read("World\tnews\nSports\n")));
    assertEquals(
        file
            + ", line 1: the description of class 'World' is empty; say in a line what its texts"
            + " are about, or leave the class out to go by its name",
        error(() -> read("World\t \n")));
    assertEquals(
        file + ", line 2: class 'World' is described twice",
        error(() -> read("World\tnews\nWorld\tmore\n")));
    assertTrue(
        error(() -> Descriptions.read(dir.resolve("none")))
            .startsWith("cannot read the descriptions " + dir.resolve("none") + ": no such file"));
  }

  @Test
  void texts_unknownClass_isRefusedWithThoseThereAre() {
    assertEquals(
        "class 'Sport' is described, but the classes are [Sports, World]",
        error(() -> new Descriptions(Map.of("Sport", "games")).texts(LABELS)));
  }

  @Test
  void texts_oneClass_isRefused() {
    assertEquals(
        "descriptions tell classes apart: there must be at least 2, found [a]",
        error(() -> Descriptions.NAMES.texts(LabelSpace.of("a"))));
  }

  @Test
  void new_emptyDescription_isRefused() {
    assertTrue(
        error(() -> new Descriptions(Map.of("World", " ")))
            .startsWith("the description of class 'World' is empty"));
  }
}
