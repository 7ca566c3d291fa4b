package org.al4j.core.read;

import static org.al4j.core.read.TaggedFiles.items;
import static org.al4j.core.read.TaggedFiles.open;
import static org.al4j.core.read.TaggedFiles.read;
import static org.al4j.core.read.TaggedFiles.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.TagSequence;
import org.al4j.core.tags.TagForm;
import org.al4j.core.tags.TagScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConllTest {
  private static final String IOB1 =
      """
      -DOCSTART- -X- O O

      Anna NNP I-NP I-PER
      met VBD I-VP O
      Bob NNP I-NP I-PER
      Li NNP I-NP B-PER

      -DOCSTART- -X- O O


      Oslo NNP I-NP I-LOC
      . . O O
      """;

  @TempDir Path folder;

  private Path file(String name, String content) {
    return DataFiles.write(folder, name, content);
  }

  @Test
  void read_iob1_isIob2InsideWithDocuments() {
    Splits<TagSequence> splits = open(file("eng.train", IOB1), TagForm.DEFAULT);
    assertEquals(
        List.of("Anna/B-PER met/O Bob/B-PER Li/B-PER", "Oslo/B-LOC ./O"), items(splits.train()));
    assertEquals(
        Map.of("Anna met Bob Li", "1", "Oslo .", "2"),
        splits.train().items().stream()
            .collect(
                Collectors.toMap(
                    item -> item.instance().text(),
                    item -> item.instance().attributes().getOrDefault("document", "none"))));
    assertEquals(List.of("eng.train: the tags are IOB1, and IOB2 inside"), splits.notes());
    assertEquals(List.of("B-LOC", "B-PER", "I-LOC", "I-PER", "O"), splits.train().labels().names());
  }

  @ParameterizedTest
  @CsvSource({"a.conll", "a.iob2", "a.txt", "a.tsv", "a.bio.gz", "ned.testa"})
  void read_endings_areWordsInColumns(String name) {
    assertEquals(List.of("a/B-X b/I-X"), items(read(file(name, "a\tB-X\nb\tI-X\n"))));
  }

  @Test
  void open_conll2003Folder_hasItsParts() {
    file("eng.train", IOB1);
    file("eng.testa", "x I-PER\n");
    file("eng.testb", "y B-PER\nz I-PER\n");
    Splits<TagSequence> splits = open(folder, TagForm.DEFAULT);
    assertEquals(2, splits.train().items().size());
    assertEquals(List.of("x/B-PER"), items(splits.validation().orElseThrow()));
    assertEquals(List.of("y/B-PER z/I-PER"), items(splits.test().orElseThrow()));
    assertEquals("tags", Datasets.labelFormat(folder, ReadOptions.DEFAULT).describe());
  }

  @Test
  void read_commentsAndWindowsEnds_areNoWords() {
    String text =
        "# id = 1\r\n# a comment O\r\ntop O\r\n\r\n# a b c O\r\n# B-X\r\ntag I-X\r\n\r\n\r\n#begin of it\r\nend O\r\n";
    assertEquals(List.of("#/B-X tag/I-X", "end/O", "top/O"), items(read(file("a.conll", text))));
  }

  @Test
  void read_tabs_keepBlanksInWords() {
    assertEquals(
        List.of("New York/B-LOC #/O"), items(read(file("a.conll", "New York\tB-LOC\n#\tO\n"))));
  }

  @Test
  void read_columnsNamed_areTaken() {
    TagForm form = TagForm.DEFAULT.withColumns("2", "-2");
    Path file = file("a.conll", "1 Oslo B-LOC x\n2 is O x\n");
    assertEquals(List.of("Oslo/B-LOC is/O"), items(open(file, form).train()));
    refused(file, TagForm.DEFAULT.withColumns("1", "5"), 1, "no column 5 of tags", "has 4");
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> open(file, TagForm.DEFAULT.withColumns("word", "3")))
            .getMessage();
    assertTrue(message.contains("found 'word'"), message);
  }

  @Test
  void read_illFormed_isRefusedWithTheLineOrRepairedAndCounted() {
    Path file = file("a.conll", "a B-X\n\nb O\nc I-X\nd B-Y\ne I-X\n");
    refused(file, TagForm.DEFAULT, 4, "word 2 'c'", "'I-X'", "--ill-formed repair");
    Splits<TagSequence> repaired = open(file, TagForm.DEFAULT.repairing());
    assertEquals(List.of("a/B-X", "b/O c/B-X d/B-Y e/B-X"), items(repaired.train()));
    assertEquals(
        List.of("a.conll: 1 sentence with ill-formed tags read as conlleval does"),
        repaired.notes());
  }

  @Test
  void read_schemeNamed_isNotGuessed() {
    Path file = file("a.conll", "a I-X\nb B-X\n");
    assertEquals(List.of("a/B-X b/B-X"), items(read(file)));
    refused(file, TagForm.DEFAULT.withScheme(TagScheme.IOB2), 1, "'I-X'");
  }

  @Test
  void read_unknownTag_isRefusedWithTheLineOrOutside() {
    Path file = file("a.conll", "a B-X\nb PERSON\n");
    refused(file, TagForm.DEFAULT, 2, "word 2 'b'", "'PERSON'", "IOB1, IOB2, IOBES or BILOU");
    Splits<TagSequence> repaired = open(file, TagForm.DEFAULT.repairing());
    assertEquals(List.of("a/B-X b/O"), items(repaired.train()));
    assertEquals(List.of("a.conll: 1 tag of no scheme read as O"), repaired.notes());
  }

  @Test
  void read_columnMissing_isRefusedWithTheLine() {
    refused(file("a.conll", "a B-X\nb\n"), TagForm.DEFAULT, 2, "1 column", "line 1 has 2");
    refused(file("b.conll", "a\nb\n"), TagForm.DEFAULT, 1, "a column of tags is missing");
    refused(file("c.conll", "a\tB-X\n\tO\n"), TagForm.DEFAULT, 2, "must not be empty");
    refused(file("d.conll", "\n\n"), TagForm.DEFAULT, 1, "no rows");
  }

  @Test
  void rows_wordsAlone_areTexts() {
    Path file = file("a.conll", "# x\nNew\nYork\n\nOslo\n");
    List<Row> rows = new ArrayList<>();
    Datasets.forEach(file, ReadOptions.DEFAULT, rows::add);
    assertEquals(List.of("New York", "Oslo"), rows.stream().map(Row::text).toList());
    assertEquals(List.of("New", "York"), rows.get(0).words());
    assertEquals(2, Datasets.readTexts(file, ReadOptions.DEFAULT).size());
  }

  @Test
  void read_asClasses_isRefusedByKind() {
    Path file = file("a.conll", "a B-X\n");
    String message =
        assertThrows(InvalidInputException.class, () -> Datasets.read(file, ReadOptions.DEFAULT))
            .getMessage();
    assertTrue(message.contains("--labels tags"), message);
  }

  @Test
  void read_fiveThousandWords_isOneSentence() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      text.append('w').append(i).append(" O\n");
    }
    assertEquals(
        5000, read(file("a.conll", text.toString())).items().get(0).instance().words().size());
  }

  /** Made up in the form of CoNLL-2012; OntoNotes itself is licensed. */
  private static final String BRACKETS =
      """
      #begin document (bc/made/00/made_0000); part 001
      bc/made/00/made_0000 1 0 In IN (TOP* - - - A * -
      bc/made/00/made_0000 1 1 New NNP * - - - A (GPE* -
      bc/made/00/made_0000 1 2 York NNP * - - - A *) (3
      bc/made/00/made_0000 1 3 today NN *) - - - A (DATE) 3)

      bc/made/00/made_0000 1 0 Nobody NN (TOP*) - - - A * (V*) -

      #end document
      """;

  @Test
  void read_conll2012_hasItsNamesAndDocuments() throws IOException {
    Path part = Files.createDirectories(folder.resolve("train/english/annotations/bc/made/00"));
    Path file = DataFiles.write(part, "made_0000.v4_gold_conll", BRACKETS);
    List<String> expected = List.of("In/O New/B-GPE York/I-GPE today/B-DATE", "Nobody/O");
    assertEquals(expected, items(read(file)));
    Path test = Files.createDirectories(folder.resolve("test/english"));
    DataFiles.write(test, "x.gold_conll", BRACKETS);
    DataFiles.write(test, "y.gold_conll", BRACKETS.replace("Nobody", "Everybody"));
    Splits<TagSequence> tree = open(folder, TagForm.DEFAULT);
    assertEquals(expected, items(tree.train()));
    assertEquals(4, tree.test().orElseThrow().items().size());
    assertEquals(
        Optional.of("bc/made/00/made_0000 part 001"),
        Optional.ofNullable(tree.train().items().get(0).instance().attributes().get("document")));
  }

  @ParameterizedTest
  @CsvSource({"*),(GPE*)x", "*),(GPE", "(GPE*,*))", "(GPE*,)", "*,(A*"})
  void read_conll2012OddBracket_isRefusedWithTheLine(String one, String other) {
    String row = "d 0 0 w NN (TOP*) - - - A %s -\n";
    Path file = file("a_conll", row.replace("%s", one) + row.replace("%s", other) + "\n");
    String message = assertThrows(InvalidInputException.class, () -> read(file)).getMessage();
    assertTrue(message.matches(".*a_conll:[123]: .*bracket.*"), message);
  }

  @Test
  void read_classes_areAsBefore() {
    Path file = file("a.tsv", "text\tlabel\na b\tx\n");
    assertEquals(
        List.of(new ClassLabel("x")),
        Datasets.read(file, ReadOptions.DEFAULT).items().stream()
            .map(item -> item.annotation())
            .toList());
  }
}
