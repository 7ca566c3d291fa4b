package org.al4j.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.read.LabelFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelReadingTest {
  @TempDir private Path dir;

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      nullValues = "-",
      value = {
        "sets   ! - ! -    ! kind must be class (one class a text), set (any number of classes)"
            + ", number or tags (one for each word), found 'sets'",
        "number ! ; ! -    ! separator is for sets of classes, found kind number",
        "class  ! - ! a,b  ! columns is for sets of classes, found kind class",
        "set    ! ; ! a,b  ! give one of them",
        "-      ! '' ! -   ! separator must not be empty",
        "-      ! - ! a,,b ! columns must name different columns," + " found 'a,,b'",
        "-      ! - ! a,a  ! found 'a,a'",
      })
  void of_optionsThatDoNotFit_areRefused(
      String kind, String separator, String columns, String message) {
    List<String> names = columns == null ? null : Arrays.asList(columns.split(","));
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> LabelReading.of(kind, separator, names));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void annotations_ofEveryKind_areThoseOfItsFormat() {
    assertEquals(LabelSet.class, LabelReading.of(null, ";", null).annotations());
    assertEquals(LabelSet.class, LabelReading.of(null, null, List.of("a", "b")).annotations());
    assertEquals(RealValue.class, LabelReading.of("number", null, null).annotations());
    assertEquals(LabelReading.CLASS, LabelReading.published(LabelFormat.classLabel()));
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class, () -> LabelReading.published(LabelFormat.targetText()));
    assertTrue(e.getMessage().endsWith("found TargetText"), e.getMessage());
  }

  @Test
  void withEmpty_setOrNothing_isTheSame() {
    LabelReading sets = LabelReading.of("set", ";", null);
    assertEquals(sets, sets.withEmpty("set"));
    assertEquals(sets, sets.withEmpty(null));
    assertTrue(sets.isEmptyASet());
    assertFalse(sets.withEmpty("unlabelled").isEmptyASet());
    assertFalse(LabelReading.of(null, null, List.of("a")).isEmptyASet());
    assertFalse(LabelReading.CLASS.isEmptyASet());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      nullValues = "-",
      value = {
        "set    ! -   ! none       ! empty must be set",
        "number ! -   ! unlabelled ! empty is for sets of classes, found kind number",
        "-      ! a,b ! unlabelled ! empty is for names in one column",
      })
  void withEmpty_whatCannotBe_isRefused(String kind, String columns, String empty, String message) {
    List<String> names = columns == null ? null : List.of(columns.split(","));
    LabelReading reading = LabelReading.of(kind, null, names);
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> reading.withEmpty(empty));
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }

  @Test
  void load_emptyCells_areSetsOrUnlabelledAndCounted() throws IOException {
    String rows = "text,label\n";
    for (int i = 0; i < 20; i++) {
      rows += "text " + i + "," + List.of("x;y", "x", "y", "", "[]").get(i % 5) + "\n";
    }
    Path file = Files.writeString(dir.resolve("some.csv"), rows);
    LabelReading sets = LabelReading.of("set", ";", null);
    Task<?> task = TaskLoader.load(source(file, sets));
    assertEquals(20, task.train().size() + task.test().size());
    assertTrue(
        task.notes()
            .contains(
                "note: 8 of 20 train texts have none of the classes, by an empty cell or []; if an"
                    + " empty cell means that nobody has looked, take EmptyCell.UNLABELLED"
                    + " (--empty-label unlabelled)"),
        task.notes()::toString);
    Task<?> some = TaskLoader.load(source(file, sets.withEmpty("unlabelled")));
    assertEquals(16, some.train().size() + some.test().size());
    assertTrue(
        some.notes().contains("note: 4 of 20 train texts have no label and are left out"),
        some.notes()::toString);
    assertFalse(some.notes().toString().contains("--empty-label"));
  }

  @Test
  void load_setsAndNumbers_haveTheirOwnTasks() throws IOException {
    Path sets = Files.writeString(dir.resolve("s.csv"), "text,label\na,x;y\nb,\nc,y\nd,x\ne,\n");
    Task<?> task = TaskLoader.load(source(sets, LabelReading.of("set", ";", null)));
    assertEquals(LabelSet.class, task.kind());
    assertEquals("micro_f1", task.score().name());
    assertEquals(5, task.train().size() + task.test().size());
    assertEquals(List.of("x", "y"), task.classes().labels());
    assertEquals(2 + 2, sum(task.classes().pool()) + sum(task.classes().test()));

    Path columns =
        Files.writeString(dir.resolve("c.csv"), "text,x,y\na,1,1\nb,0,0\nc,0,1\nd,1,0\n");
    assertEquals(
        List.of("y", "x"),
        TaskLoader.load(source(columns, LabelReading.of(null, null, List.of("y", "x"))))
            .labels()
            .names());

    Path numbers = Files.writeString(dir.resolve("n.csv"), "text,label\na,1\nb,2.5\nc,-3\nd,4\n");
    Task<?> regression = TaskLoader.load(source(numbers, LabelReading.of("number", null, null)));
    assertEquals("rmse", regression.score().name());
    assertFalse(regression.score().higherIsBetter());
    assertEquals(List.of(), regression.classes().labels());
  }

  @Test
  void load_nothingToLearn_isRefused() throws IOException {
    Path sets = Files.writeString(dir.resolve("s.csv"), "text,label\na,\nb,[]\nc,\n");
    assertRefused(sets, "set", "must have a text with a class, found empty sets only");
    Path numbers = Files.writeString(dir.resolve("n.csv"), "text,label\na,1\nb,1.0\n");
    assertRefused(numbers, "number", "must have at least two different numbers, found only [1.0]");
    Path classes = Files.writeString(dir.resolve("k.csv"), "text,label\na,x\nb,x\n");
    assertRefused(classes, "class", "must have at least two labels, found only [x]");
  }

  @Test
  void constant_ofSetsAndNumbers_isMeasuredOnTheTestPart() throws IOException {
    Path numbers = Files.writeString(dir.resolve("n.csv"), "text,label\na,1\nb,3\n");
    Path test = Files.writeString(dir.resolve("t.csv"), "text,label\nu,2\nv,6\n");
    Task<RealValue> task =
        TaskLoader.load(
            source(numbers, test, LabelReading.of("number", null, null)), LabelFormat.number());
    assertEquals(Math.sqrt(8), task.about().constant(task).orElseThrow().score(), 1e-12);
    assertEquals("2.000, the mean of the pool", task.about().constant(task).orElseThrow().answer());

    Path sets = Files.writeString(dir.resolve("s.csv"), "text,label\na,x\nb,\"x,y\"\nc,x\n");
    Path held = Files.writeString(dir.resolve("h.csv"), "text,label\nu,x\nv,\"x,y\"\n");
    Task<LabelSet> two =
        TaskLoader.load(
            source(sets, held, LabelReading.of("set", null, null)), LabelFormat.labelSet());
    // always {x}: 2 of 2 predicted labels are right, 2 of 3 true ones are found
    assertEquals(0.8, two.about().constant(two).orElseThrow().score(), 1e-12);
    assertEquals(
        "'x', the most frequent set of the pool", two.about().constant(two).orElseThrow().answer());
  }

  private void assertRefused(Path path, String kind, String message) {
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> TaskLoader.load(source(path, LabelReading.of(kind, null, null))));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  private static int sum(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).sum();
  }

  private static TaskSource source(Path path, LabelReading labels) {
    return new TaskSource(path.toString(), null, null, 0.4, "text", "label", null, null, labels);
  }

  private static TaskSource source(Path path, Path test, LabelReading labels) {
    return new TaskSource(
        path.toString(), test.toString(), null, 0.4, "text", "label", null, null, labels);
  }
}
