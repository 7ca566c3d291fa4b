package org.al4j.core.read;

import static org.al4j.core.read.DataFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetsErrorTest {
  private static final String HINT =
      "; save the file as UTF-8, or name its encoding, for example --encoding windows-1252";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.csv   | text,kind~a,b~             | 1: no column 'label'; columns found: text, kind",
        "a.csv   | text,label,text~a,b,c~     | 1: column 'text' occurs twice in the header",
        "a.csv   | text,label~a,b~c~          | 3: 1 fields, but the header has 2",
        "a.csv   | text,label~                | 1: the file has no rows",
        "a.csv   | ``                         | 1: the file has no rows",
        "a.csv   | text,label~\"a~b\",c~\"d~e | 4: a quoted field is never closed",
        "a.csv   | label,text~c,\"a~b\"~d,\"e~ | 4: a quoted field is never closed",
        "a.csv   | label,text~c,\"            | 2: a quoted field is never closed",
        "a.csv   | label,text~c,\"d\"\"~      | 2: a quoted field is never closed",
        "a.csv   | label,text~c,d~e,\"f\"g~   | 3: malformed CSV: Unexpected character after"
            + " closing quote: g; write a quote inside quotes twice, or read quotes as they stand"
            + " with --no-quotes",
        "a.jsonl | {\"text\":\"a\",\"name\":1}~ | 1: no column 'label'; columns found: text, name",
        "a.jsonl | {\"text\":null,\"label\":1}~ | 1: no text in column 'text'",
        "a.jsonl | {\"text\":5,\"label\":1}~  | 1: column 'text' must be a string, found"
            + " VALUE_NUMBER_INT",
        "a.jsonl | {\"text\":\"a\",\"label\":[1]}~ | 1: column 'label' must be a string, a number"
            + " or a boolean, found START_ARRAY; for several classes a text:"
            + " LabelFormat.labelSet(), --labels set",
        "a.jsonl | ~[1]~                      | 2: a JSON object expected, found START_ARRAY",
        "a.jsonl | {\"text\":\"a\",\"label\":1} {}~ | 1: more than one JSON value on the line",
        "a.jsonl | ~~                         | 1: the file has no rows",
        "a.json  | {\"text\":\"a\",\"label\":1}~ | 1: a JSON array of objects expected; or name it"
            + " .jsonl",
        "a.json  | []                         | 1: the file has no rows",
        "a.json  | ``                         | 1: the file has no rows",
        "a.json  | [~{\"text\":\"a\",\"label\":1}~] 5 | 3: text after the end of the JSON array",
        "a.label | LOC:city Where ?~LOC Where ?~ | 2: 'COARSE:fine text' expected",
        "a.label | LOC:city Where ?~XYZ:a Where ?~ | 2: unknown label 'XYZ'; declared labels: ABBR,"
            + " DESC, ENTY, HUM, LOC, NUM",
        "stsa.binary.train | 1 good~2 bad~    | 2: '0 text' or '1 text' expected",
        "a.csv   | text,label~\"a,b~c,d~      | 2: a quoted field is never closed",
        "a.tsv   | text\tlabel~\"a\tb~c\td~ | 2: a quoted field is never closed",
        "a.csv.gz | ``                        | 1: the file has no rows",
        "a.csv   | text,label~a,\u0000~      | 2: a NUL character, which no text has; if the file"
            + " is UTF-16, say so: --encoding UTF-16LE",
        "a.csv   | text,Label,LABEL~a,b,c~    | 1: column 'label' could be any of Label, LABEL;"
            + " name one",
        "a.tsv   | text,label~a,b~c~          | 3: 1 fields, but the header has 2",
        "a.csv   | label~a~                   | 1: no column 'text'; columns found: label",
        "a.jsonl | {\"text\":\"a\"}~{\"text\":\"b\"}~ | 1: no column 'label'; columns found: text",
        "a.ndjson | {\"text\":{\"a\":1},\"label\":1}~ | 1: column 'text' must be a string, found"
            + " START_OBJECT",
        "a.JSONL | {\"text\":\"a\",\"label\":1},~  | 1: malformed JSON: Unexpected character (','"
            + " (code 44)): expected a valid value (JSON String, Number, Array, Object or token"
            + " 'null', 'true' or 'false')",
        "a.txt   | a~                         | 1: a .txt file has texts only; use .csv or .jsonl"
            + " for columns",
      })
  void read_badContent_saysFileLineAndWhat(String name, String content, String message) {
    Path file = write(folder, name, content.replace('~', '\n'));
    assertEquals(file + ":" + message, refused(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.jsonl | {'text':'a','label':1}~{'text': 'b~ | 2",
        "a.jsonl | {'text':'a','label':1,'label':2}~ | 1",
        "a.json  | [{'text':'a','label':1},~{'text':'b','label':2~ | 3",
        "a.json  | [{'text':'a','label':1}~{'text':'b'}] | 2",
      })
  void read_malformedJson_saysFileAndLineInOneLine(String name, String content, int line) {
    Path file = write(folder, name, content.replace('~', '\n').replace('\'', '"'));
    String message = refused(file);
    assertTrue(message.startsWith(file + ":" + line + ": malformed JSON: "), message);
    assertEquals(1, message.lines().count(), message);
  }

  @ParameterizedTest
  @CsvSource({"a.csv,'text,label\na,x\n'", "a.jsonl,'{\"text\":\"a\",\"label\":1}\n\n'"})
  void read_invalidUtf8_saysTheLine(String name, String start) throws IOException {
    byte[] good = start.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = Arrays.copyOf(good, good.length + 1);
    bytes[good.length] = (byte) 0xE9;
    Path file = write(folder, name, bytes);
    assertEquals(file + ":3: not valid UTF-8 (byte 0xE9)" + HINT, refused(file));
  }

  @Test
  void read_invalidUtf8FarInside_saysTheLine() {
    byte[] bytes =
        ("text,label\n" + "aaaaaaaaaaaaaa,x\n".repeat(20_000)).getBytes(StandardCharsets.UTF_8);
    bytes[11 + 17 * 15_000 + 3] = (byte) 0xFF;
    Path file = write(folder, "a.csv", bytes);
    assertEquals(file + ":15002: not valid UTF-8 (byte 0xFF)" + HINT, refused(file));
  }

  @Test
  void read_truncatedGzip_saysSo() throws IOException {
    Path whole = write(folder, "a.csv.gz", "text,label\n" + "a,x\n".repeat(1000));
    byte[] bytes = Files.readAllBytes(whole);
    Files.write(whole, Arrays.copyOf(bytes, bytes.length / 2));
    String message = refused(whole);
    assertTrue(message.startsWith(whole + ":1: breaks off or cannot be read: "), message);
  }

  @Test
  void read_notGzip_saysSo() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv.gz"), "text,label\na,x\n");
    assertEquals(file + ":1: cannot be read: Not in GZIP format", refused(file));
  }

  @Test
  void read_missingFolderOrUnknown_saysWhatToDo() throws IOException {
    Path missing = folder.resolve("none.csv");
    assertEquals(missing + ": no such file", refused(missing));
    assertEquals(folder + ": is a folder; give one of its files", refused(folder));
    Path unknown = write(folder, "a.xlsx", "x");
    assertEquals(unknown + ": unknown format; known: " + Format.KNOWN, refused(unknown));
  }

  @Test
  void read_repeatedId_saysTheSecondLine() {
    Path file = write(folder, "a.csv", "id,text,label\n1,a,x\n2,b,x\n1,c,x\n");
    ReadOptions options = ReadOptions.of(Columns.DEFAULT.withId("id"));
    assertEquals(file + ":4: ids must differ: '1' occurs twice", refused(file, options));
    Path blank = write(folder, "b.csv", "id,text,label\n,a,x\n");
    assertEquals(blank + ":2: no id in column 'id'", refused(blank, options));
    Path absent = write(folder, "c.jsonl", "{\"text\": \"a\", \"label\": 1}");
    assertEquals(
        absent + ":1: no column 'id'; columns found: text, label", refused(absent, options));
  }

  @Test
  void read_agNewsClassOutOfRange_saysTheRange() {
    write(folder, "classes.txt", "World\nSports\n");
    Path csv = write(folder, "test.csv", "\"1\",\"a\",\"b\"\n\"3\",\"a\",\"b\"\n");
    assertEquals(
        csv + ":2: the class must be a number from 1 to 2 (a line of classes.txt), found '3'",
        refused(csv));
    Path jsonl = write(folder, "train.jsonl", "{\"text\": \"a\", \"name\": \"Other\"}");
    assertEquals(
        jsonl + ":1: unknown label 'Other'; declared labels: World, Sports", refused(jsonl));
  }

  @Test
  void read_optionsThatDoNotApply_areRefused() {
    Path trec = write(folder, "a.label", "LOC:city Where ?\n");
    assertTrue(
        refused(trec, ReadOptions.DEFAULT.withVariant("medium"))
            .endsWith("TREC has the variants coarse and fine, found 'medium'"));
    assertTrue(
        refused(trec, ReadOptions.of(Columns.of("a", "b")))
            .contains("this format has no columns to name"));
    Path csv = write(folder, "a.csv", "text,label\na,x\n");
    assertTrue(
        refused(csv, ReadOptions.DEFAULT.withVariant("fine")).contains("has no variant 'fine'"));
  }

  @Test
  void open_folderWithoutTrainingFile_listsWhatIsKnown() {
    write(folder, "other.csv", "text,label\na,x\n");
    assertTrue(opened().contains(": no training file found; known: train*.label (TREC)"));
    write(folder, "train1.csv", "text,label\na,x\n");
    write(folder, "train2.csv", "text,label\na,x\n");
    assertTrue(
        opened()
            .endsWith(": several files could be the part: train1.csv, train2.csv; give a file"));
  }

  @Test
  void open_unknownVariantOfNorec_isRefused() {
    write(folder, "binary.train.json", "[{\"text\": \"a\", \"label\": \"Positive\"}]");
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () ->
                Datasets.open(folder, Optional.empty(), ReadOptions.DEFAULT.withVariant("5class")));
    assertTrue(e.getMessage().endsWith("NoReC has the variants binary and 3class, found '5class'"));
  }

  private String opened() {
    return assertThrows(
            InvalidInputException.class,
            () -> Datasets.open(folder, Optional.empty(), ReadOptions.DEFAULT))
        .getMessage();
  }

  private static String refused(Path file) {
    return refused(file, ReadOptions.DEFAULT);
  }

  private static String refused(Path file, ReadOptions options) {
    return assertThrows(InvalidInputException.class, () -> Datasets.read(file, options))
        .getMessage();
  }
}
