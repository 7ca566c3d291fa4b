package org.al4j.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataSummaryTest {
  @Test
  void of_plainData_countsAndWarnsOfNothing() {
    DataSummary summary = summary("pos", "pos", "neg", "neg");
    assertEquals(Map.of("neg", 2, "pos", 2), summary.classes());
    assertEquals("neg 2, pos 2", summary.line());
    assertEquals(List.of(), summary.warnings());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "NaN;a     ! class 'NaN' (2 texts) may stand for a missing label; leave the cell empty",
        "None;a    ! class 'None' (2 texts) may stand for a missing label; leave the cell empty",
        "null;a    ! class 'null' (2 texts) may stand for a missing label; leave the cell empty",
        "N/A;a     ! class 'N/A' (2 texts) may stand for a missing label; leave the cell empty",
        "[0 1];a   ! class '[0 1]' (2 texts) looks like a list; a text has one class",
        "['x'];a   ! class '['x']' (2 texts) looks like a list; a text has one class",
        "\"x\";a   ! class '\"x\"' (2 texts) stands in quotes; are they part of the name?",
        "Pos;pos   ! classes 'Pos' (2 texts) and 'pos' (2 texts) differ in upper and lower case"
            + " only",
        "pos;pos\u00a0 ! classes 'pos' (2 texts) and 'pos\\u00a0' (2 texts) look alike",
        "pos;po\u200bs ! classes 'pos' (2 texts) and 'po\\u200bs' (2 texts) look alike",
        "a b;a  b  ! classes 'a  b' (2 texts) and 'a b' (2 texts) look alike",
        "1;1.0     ! classes '1' (2 texts) and '1.0' (2 texts) are the same number",
        "a\u200b;b ! class 'a\\u200b' (2 texts) has characters that one does not see",
        "a;a       ! there is one class only, 'a'",
      })
  void of_oddClasses_warns(String names, String warning) {
    String[] two = names.split(";");
    List<String> warnings = summary(two[0], two[0], two[1], two[1]).warnings();
    assertTrue(warnings.contains(warning), warnings::toString);
  }

  @Test
  void of_markupInANameOfAClass_isNoList() {
    assertEquals(
        List.of(), summary("<b>p&q</b>", "<b>p&q</b>", "[a] or (b)", "[a] or (b)").warnings());
  }

  @Test
  void of_smallOrTooManyClasses_warns() {
    assertEquals(
        List.of("2 classes have one text only: b, c"), summary("a", "a", "b", "c").warnings());
    String[] many = IntStream.range(0, 30).mapToObj(i -> "c" + i).toArray(String[]::new);
    assertEquals(
        List.of("30 classes for 30 texts; is it the right column of labels?"),
        summary(many).warnings());
  }

  @Test
  void of_equalAndEmptyTexts_areCounted() {
    List<Labelled<ClassLabel>> items = new ArrayList<>();
    String[] rows = {"t|x", "t |y", " |x", "|x", "u|y", "u|y", "u|y"};
    for (int i = 0; i < rows.length; i++) {
      String[] row = rows[i].split("\\|");
      items.add(new Labelled<>(Instance.ofText("i" + i, row[0]), new ClassLabel(row[1])));
    }
    DataSummary summary =
        DataSummary.of(
            new Dataset<>(items, LabelSpace.of("x", "y"), List.of(Instance.ofText("z", "v"))));
    assertEquals(1, summary.unlabelled());
    assertEquals(2, summary.emptyTexts());
    assertEquals(3, summary.equalTexts());
    assertEquals(1, summary.conflicts());
    assertEquals(
        List.of(
            "2 of 8 texts are empty",
            "3 of 8 texts are equal to another one; 1 texts occur with different labels"),
        summary.warnings());
    assertEquals(3, DataSummary.shared(items.subList(4, 5), items));
  }

  private static DataSummary summary(String... labels) {
    List<Labelled<ClassLabel>> items = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      items.add(new Labelled<>(Instance.ofText("i" + i, "text " + i), new ClassLabel(labels[i])));
    }
    return DataSummary.of(new Dataset<>(items, LabelSpace.sorted(List.of(labels))));
  }
}
