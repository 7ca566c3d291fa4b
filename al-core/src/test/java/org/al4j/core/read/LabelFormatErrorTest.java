package org.al4j.core.read;

import static org.al4j.core.read.DataFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels that are not of the kind: one line with file, line, rule, value and what to do. */
class LabelFormatErrorTest {
  private static final String CLASSES =
      "; where labels are names, one class a text: LabelFormat.classLabel(), --labels class";

  @TempDir Path folder;

  private static LabelFormat<?> format(String name) {
    return switch (name) {
      case "set" -> LabelFormat.labelSet(";");
      case "columns" -> LabelFormat.labelSetColumns("x", "y");
      case "number" -> LabelFormat.number();
      case "target" -> LabelFormat.targetText();
      default -> LabelFormat.classLabel();
    };
  }

  private static String refused(Path file, LabelFormat<?> labels) {
    return assertThrows(
            InvalidInputException.class, () -> Datasets.read(file, ReadOptions.DEFAULT, labels))
        .getMessage();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "number | text,label~a,1~b,1;5 | 3: must be a finite number, found '1;5'" + CLASSES,
        "number | text;label~a;1,5~    | 2: must be a finite number, found '1,5'; write a decimal"
            + " point, '1.5'",
        "number | text;label~a;1,234.5~ | 2: must be a finite number, found '1,234.5'" + CLASSES,
        "number | text,label~a,NaN~    | 2: must be a finite number, found 'NaN'; leave the cell"
            + " empty where there is none",
        "number | text,label~a,-inf~   | 2: must be a finite number, found '-inf'; leave the cell"
            + " empty where there is none",
        "number | text,label~a,1e999~  | 2: must be a finite number, found '1e999', which is"
            + " beyond the range of a double",
        "number | text,label~a,0x10~   | 2: must be a finite number, found '0x10'" + CLASSES,
        "number | text,label~a,1d~     | 2: must be a finite number, found '1d'" + CLASSES,
        "number | text,label~a,good~   | 2: must be a finite number, found 'good'" + CLASSES,
      })
  void number_noNumber_isRefusedWithItsLine(String kind, String content, String message) {
    Path file = write(folder, "a.csv", content.replace('~', '\n'));
    String at = message.replaceFirst("^(\\d+): ", "$1: the label ");
    assertEquals(file + ":" + at, refused(file, format(kind)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.csv   | set | text,label~a,[0 2]~ | 2: the label '[0 2]' is a list, but no JSON array"
            + " of names such as [\"joy\", \"fear\"]; write it so, or the names with ';' between"
            + " them",
        "a.csv   | set | text,label~a,\"['x', 'y']\"~ | 2: the label '['x', 'y']' is a list, but"
            + " no JSON array of names such as [\"joy\", \"fear\"]; write it so, or the names with"
            + " ';' between them",
        "a.jsonl | set | {\"text\":\"a\",\"label\":[[1]]}~ | 1: the label '[[1]]' is a list, but"
            + " no JSON array of names such as [\"joy\", \"fear\"]; write it so, or the names with"
            + " ';' between them",
        "a.jsonl | set | {\"text\":\"a\",\"label\":[null]}~ | 1: the label '[null]' is a list, but"
            + " no JSON array of names such as [\"joy\", \"fear\"]; write it so, or the names with"
            + " ';' between them",
        "a.jsonl | set | {\"text\":\"a\",\"label\":[\"x\",\" \"]}~ | 1: a name in the label"
            + " '[\"x\",\" \"]' is empty; leave it out",
        "a.jsonl | set | {\"text\":\"a\",\"label\":{\"x\":1}}~ | 1: column 'label' must be a"
            + " string, a number or a boolean, found START_OBJECT",
        "a.csv   | columns | text,x,y~a,1,0~b,0.7,0~ | 3: column 'x' must have 1 where the text has"
            + " the class, else 0, found '0.7'; a row without labels has nothing in any of them;"
            + " one column of names: several classes a text: LabelFormat.labelSet(), --labels set",
        "a.csv   | columns | text,x,y~a,1,~ | 2: column 'y' must have 1 where the text has"
            + " the class, else 0, found nothing; a row without labels has nothing in any of them;"
            + " one column of names: several classes a text: LabelFormat.labelSet(), --labels set",
        "a.csv   | columns | text,x~a,1~ | 1: no column 'y'; columns found: text, x",
        "a.jsonl | columns | {\"text\":\"a\"}~ | 1: no column 'x'; columns found: text",
        "a.jsonl | number | {\"text\":\"a\",\"label\":[1]}~ | 1: column 'label' must be a string, a"
            + " number or a boolean, found START_ARRAY; for several classes a text:"
            + " LabelFormat.labelSet(), --labels set",
        "a.jsonl | target | {\"text\":\"a\",\"label\":[1]}~ | 1: column 'label' must be a string, a"
            + " number or a boolean, found START_ARRAY; for several classes a text:"
            + " LabelFormat.labelSet(), --labels set",
        "cedr-main-train.csv | set | text,labels,source~a,[02],x~ | 2: CEDR's label is a list of"
            + " numbers from 0 to 4 such as [0 2], found '[02]'; if the file is not CEDR as"
            + " published, name its columns",
        "cedr-main-train.csv | set | text,labels,source~a,[5],x~ | 2: CEDR's label is a list of"
            + " numbers from 0 to 4 such as [0 2], found '[5]'; if the file is not CEDR as"
            + " published, name its columns",
      })
  void read_badLabel_isRefusedWithItsLine(
      String name, String kind, String content, String message) {
    Path file = write(folder, name, content.replace('~', '\n'));
    assertEquals(file + ":" + message, refused(file, format(kind)));
  }

  @Test
  void read_publishedFormOfAnotherKind_saysHowToReadIt() {
    Path cedr = write(folder, "cedr-main-train.csv", "text,labels,source\na,[0],lj\n");
    assertEquals(
        cedr + ": this format has several classes a text: LabelFormat.labelSet(), --labels set",
        refused(cedr, LabelFormat.classLabel()));
    Path sst = write(folder, "stsa.binary.train", "1 good\n");
    assertEquals(
        sst + ": this format has one class a text: LabelFormat.classLabel(), --labels class",
        refused(sst, LabelFormat.number()));
    Path samsum = write(folder, "a.jsonl", "{\"id\":\"1\",\"dialogue\":\"a\",\"summary\":\"b\"}\n");
    assertEquals(
        samsum
            + ": this format has a target text for each text: LabelFormat.targetText(), --labels"
            + " target",
        refused(samsum, LabelFormat.labelSet()));
  }

  @Test
  void factories_badArguments_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> LabelFormat.labelSet(""));
    assertThrows(IllegalArgumentException.class, LabelFormat::labelSetColumns);
    assertThrows(IllegalArgumentException.class, () -> LabelFormat.labelSetColumns("a", "a"));
    assertThrows(IllegalArgumentException.class, () -> LabelFormat.labelSetColumns("a", " "));
    assertThrows(
        IllegalArgumentException.class, () -> new LabelCells(List.of("a", "b"), List.of("1")));
  }

  @Test
  void set_booleans_areRefusedAndNumbersAreNames() {
    Path file = write(folder, "b.jsonl", "{\"text\":\"a\",\"label\":[\"x\",true]}\n");
    assertEquals(
        file
            + ":1: the names in the label '[\"x\",true]' must be texts or numbers, found true;"
            + " write [\"joy\", \"fear\"], or a field of true and false for each class:"
            + " LabelFormat.labelSetColumns(..), --label-columns",
        refused(file, format("set")));
    Path flag =
        write(
            folder,
            "c.jsonl",
            "{\"text\":\"a\",\"label\":[\"x\"]}\n{\"text\":\"b\",\"label\":false}\n");
    assertEquals(
        flag
            + ":2: column 'label' must be an array of names, or a string, found false; for a field"
            + " of true and false for each class: LabelFormat.labelSetColumns(..), --label-columns",
        refused(flag, format("set")));
    Path numbers =
        write(
            folder, "d.jsonl", "{\"text\":\"a\",\"label\":[0,2]}\n{\"text\":\"b\",\"label\":0}\n");
    assertEquals(
        List.of("0", "2"),
        Datasets.read(numbers, ReadOptions.DEFAULT, LabelFormat.labelSet()).labels().names());
  }
}
