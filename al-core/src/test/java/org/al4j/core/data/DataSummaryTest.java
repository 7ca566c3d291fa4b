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

  private static DataSummary of(LabelSpace space, Annotation... labels) {
    List<Labelled<Annotation>> items = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      items.add(new Labelled<>(Instance.ofText("i" + i, "text " + i), labels[i]));
    }
    return DataSummary.of(new Dataset<>(items, space));
  }

  private static LabelSet set(String... names) {
    return new LabelSet(List.of(names));
  }

  @Test
  void of_labelSets_countsEachClassAndTextsWithoutAny() {
    LabelSpace space = LabelSpace.of("x", "y", "z");
    DataSummary summary = of(space, set("x", "y"), set(), set("y"), set("x"));
    assertEquals("classes", summary.kind());
    assertEquals(Map.of("x", 2, "y", 2, "z", 0), summary.classes());
    assertEquals("x 2, y 2, z 0; 1 texts without any", summary.line());
    assertEquals(List.of(), summary.warnings());
    assertEquals(
        List.of("class '[x' (2 texts) is one of every text", "1 class has one text only: y]"),
        of(LabelSpace.of("[x", "y]"), set("[x", "y]"), set("[x")).warnings());
    assertEquals(
        List.of("class '[x]' (2 texts) looks like a list"),
        of(LabelSpace.of("[x]", "y"), set("[x]"), set("[x]", "y"), set("y")).warnings());
  }

  @Test
  void of_setsReadWithAWrongSeparator_saysSo() {
    LabelSpace space = LabelSpace.of("joy", "joy;fear", "rage");
    assertEquals(
        List.of(
            "class 'joy;fear' (2 texts) looks like several with ';' between them, as 1 of 3 do;"
                + " --labels set --label-separator \";\" reads them so"),
        of(
                space,
                set("joy;fear"),
                set("joy;fear"),
                set("rage"),
                set("joy"),
                set("rage"),
                set("joy"))
            .warnings());
    assertEquals(
        List.of(),
        of(
                LabelSpace.of("R&D; other", "sales"),
                set("R&D; other"),
                set("R&D; other"),
                set("sales"),
                set("sales"))
            .warnings());
  }

  @Test
  void of_classesThatAreSets_saysSo() {
    assertEquals(
        List.of(
            "labels look like sets: class 'fear,rage' (2 texts) has ',' between names, as 2 of 3"
                + " do; --labels set reads them so"),
        summary("joy,fear", "joy,fear", "joy", "joy", "fear,rage", "fear,rage").warnings());
    assertEquals(
        List.of(
            "labels look like sets: class 'joy\\u0009fear' (3 texts) has '\\u0009' between names,"
                + " as 1 of 2 do; --labels set --label-separator $'\\t' reads them so"),
        summary("joy\tfear", "joy\tfear", "joy\tfear", "joy", "joy").warnings().stream()
            .filter(warning -> warning.contains("sets"))
            .toList());
    assertEquals(
        List.of(),
        summary("Arts, Crafts", "Arts, Crafts", "Arts", "Arts", "Arts", "Arts").warnings());
  }

  @Test
  void of_classesThatAreNumbers_saysSo() {
    assertEquals(
        List.of(
            "labels look like numbers: class '-1.5' (2 texts), and all others are numbers, too;"
                + " --labels number reads them so"),
        summary("3.75", "3.75", "2", "2", "-1.5", "-1.5").warnings());
    assertEquals(List.of(), summary("1.0", "1.0", "0.0", "0.0").warnings());
    assertEquals(List.of(), summary("3.75", "3.75", "good", "good").warnings());
  }

  @Test
  void of_numbers_hasRangeMedianAndMean() {
    DataSummary summary =
        of(
            LabelSpace.none(),
            new RealValue(2),
            new RealValue(-1.5),
            new RealValue(10),
            new RealValue(1 / 3.0));
    assertEquals("numbers", summary.kind());
    assertEquals(Map.of(), summary.classes());
    assertEquals("-1.5 to 10, median 1.167, mean 2.708", summary.line());
    assertEquals(List.of(), summary.warnings());
    assertEquals(
        List.of("there are two numbers only, 0 and 1; are they classes?"),
        of(LabelSpace.none(), new RealValue(1), new RealValue(0), new RealValue(1)).warnings());
    assertEquals(
        List.of("there is one number only, 3"),
        of(LabelSpace.none(), new RealValue(3), new RealValue(3)).warnings());
    assertEquals(
        "-1.798E+308 to 1.798E+308, median 0, mean 0",
        of(LabelSpace.none(), new RealValue(Double.MAX_VALUE), new RealValue(-Double.MAX_VALUE))
            .line());
  }

  @Test
  void of_targetTexts_hasTheirLengthsAndWarnsOfCopies() {
    DataSummary summary =
        of(
            LabelSpace.none(),
            new TargetText("one"),
            new TargetText(" text 1"),
            new TargetText("a b c d"));
    assertEquals("target texts", summary.kind());
    assertEquals("words: 1 to 4, median 2", summary.line());
    assertEquals(List.of("1 of 3 target texts are the text itself"), summary.warnings());
  }

  @Test
  void of_nothingLabelled_isEmpty() {
    assertEquals("a 0", of(LabelSpace.of("a")).line());
    assertEquals("", of(LabelSpace.none()).line());
  }

  private static DataSummary summary(String... labels) {
    List<Labelled<ClassLabel>> items = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      items.add(new Labelled<>(Instance.ofText("i" + i, "text " + i), new ClassLabel(labels[i])));
    }
    return DataSummary.of(new Dataset<>(items, LabelSpace.sorted(List.of(labels))));
  }
}
