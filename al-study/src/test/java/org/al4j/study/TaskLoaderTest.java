package org.al4j.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;
import org.al4j.core.read.LabelFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskLoaderTest {
  @TempDir private Path dir;

  @Test
  void load_equalTexts_goToOneSide() throws IOException {
    StringBuilder csv = new StringBuilder("text,label\n");
    for (int i = 0; i < 200; i++) {
      csv.append("t").append(i % 70).append(i % 3 == 0 ? " " : "").append(",c").append(i % 2);
      csv.append('\n');
    }
    Task<ClassLabel> task = load("d.csv", csv.toString());
    Set<String> shared = new HashSet<>(texts(task.train()));
    shared.retainAll(texts(task.test()));
    assertEquals(Set.of(), shared);
    assertEquals(200, task.train().size() + task.test().size());
    assertTrue(task.test().size() >= 38 && task.test().size() <= 42, () -> "" + task.test().size());
  }

  @Test
  void load_differentTexts_areSplitAsAlways() throws IOException {
    StringBuilder csv = new StringBuilder("id,text,label\n");
    for (int i = 0; i < 20; i++) {
      csv.append("%02d".formatted(i)).append(",t").append(i).append(",c").append(i % 2);
      csv.append('\n');
    }
    Task<ClassLabel> task = load("d.csv", csv.toString(), "id");
    assertEquals(
        List.of("00", "01", "13", "17"),
        task.test().stream().map(item -> item.instance().id()).toList());
  }

  @Test
  void load_oneText_isRefused() throws IOException {
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> load("d.csv", "text,label\n" + "t,a\nt,b\n".repeat(20)))
            .getMessage();
    assertTrue(message.contains("1 of them different, leaves a part empty"), message);
  }

  @Test
  void load_rowsWithoutLabel_areLeftOutAndCounted() throws IOException {
    Files.writeString(dir.resolve("test.csv"), "text,label\nx,a\ny,\nt1,b\n");
    Path train = Files.writeString(dir.resolve("train.csv"), "text,label\nt1,a\nt2,b\nt3,\n");
    Task<ClassLabel> task = TaskLoader.load(source(dir, null), LabelFormat.classLabel());
    assertEquals(Set.of("t1", "t2"), texts(task.train()));
    assertEquals(Set.of("x", "t1"), texts(task.test()));
    assertEquals(
        List.of(
            "classes:    a 1, b 1",
            "note: 1 of 3 train texts have no label and are left out",
            "warning: 2 classes have one text only: a, b",
            "test classes: a 1, b 1",
            "note: 1 of 3 test texts have no label and are left out",
            "warning: test part: 2 classes have one text only: a, b",
            "warning: 1 texts of the test part are in the train part, too"),
        task.notes());
    Files.writeString(train, "text,label\nt1,a\nt2,\nt3,\n");
    Files.delete(dir.resolve("test.csv"));
    assertThrows(
        InvalidInputException.class,
        () -> TaskLoader.load(source(train, null), LabelFormat.classLabel()));
  }

  @Test
  void load_testPartOfOtherClasses_isRefusedOrWarnedOf() throws IOException {
    Files.writeString(dir.resolve("train.csv"), "text,label\nt1,a\nt2,b\n");
    Path test = Files.writeString(dir.resolve("test.csv"), "text,label\nx,1\ny,2\n");
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> TaskLoader.load(source(dir, null), LabelFormat.classLabel()));
    assertTrue(
        e.getMessage().contains("found '1', '2' in the test part and 'a', 'b' in the train part"),
        e.getMessage());
    Files.writeString(test, "text,label\nx,a\ny,2\n");
    List<String> notes = TaskLoader.load(source(dir, null), LabelFormat.classLabel()).notes();
    assertTrue(
        notes.contains("warning: test part: classes that the train part lacks: '2'"),
        notes::toString);
  }

  private static Set<String> texts(List<Labelled<ClassLabel>> items) {
    return items.stream().map(item -> item.instance().text().strip()).collect(Collectors.toSet());
  }

  private Task<ClassLabel> load(String name, String content) throws IOException {
    return TaskLoader.load(
        source(Files.writeString(dir.resolve(name), content), null), LabelFormat.classLabel());
  }

  private Task<ClassLabel> load(String name, String content, String id) throws IOException {
    return TaskLoader.load(
        source(Files.writeString(dir.resolve(name), content), id), LabelFormat.classLabel());
  }

  private static TaskSource source(Path path, String id) {
    return new TaskSource(path.toString(), null, null, 0.2, "text", "label", id, null);
  }
}
