package org.al4j.core.read;

import static org.al4j.core.read.DataFiles.items;
import static org.al4j.core.read.DataFiles.read;
import static org.al4j.core.read.DataFiles.sorted;
import static org.al4j.core.read.DataFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsFormatTest {
  private static final String CSV = "text,label\nred apple,fruit\n\"leek, raw\",vegetable\n";

  @TempDir Path folder;

  @Test
  void read_csv_givesTextsAndSortedLabels() {
    Dataset<ClassLabel> dataset = read(write(folder, "a.csv", CSV));
    assertEquals(sorted("fruit|red apple", "vegetable|leek, raw"), items(dataset));
    assertEquals(List.of("fruit", "vegetable"), dataset.labels().names());
  }

  @Test
  void read_csvGzipped_equalsPlain() {
    assertEquals(read(write(folder, "a.csv", CSV)), read(write(folder, "a.csv.gz", CSV)));
  }

  @Test
  void read_csvWithMarkNewlinesQuotesAndReturns_keepsTheText() {
    String csv = "\uFEFFlabel,note,text\r\n x ,,\"two\r\nlines, \"\"quoted\"\"\"\r\ny,n,é\r\n";
    assertEquals(
        sorted("x|two\r\nlines, \"quoted\"", "y|é"), items(read(write(folder, "a.csv", csv))));
  }

  @Test
  void read_csvLastFieldEndsInQuotes_isNotTakenForUnclosed() {
    for (String text :
        List.of("\"\"", "\"\"\"\"", "\"a\"\"\"", "\"a\nb\"", "\"a\n\"", "\"a\"\n\n")) {
      assertEquals(1, read(write(folder, "a.csv", "label,text\nx," + text)).items().size());
    }
  }

  @Test
  void read_namedColumns_readsThem() {
    Path file = write(folder, "a.csv", "key,body,class,text,label\nk1,hello,greeting,no,no\n");
    Columns columns = Columns.of("body", "class");
    Dataset<ClassLabel> dataset = Datasets.read(file, ReadOptions.of(columns.withId("key")));
    assertEquals(List.of("greeting|hello"), items(dataset));
    assertEquals("k1", dataset.items().get(0).instance().id());
  }

  @Test
  void read_jsonl_takesStringNumberAndBooleanLabels() {
    String jsonl =
        "{\"text\": \"a\", \"label\": \"x\"}\n\n{\"label\": 3, \"more\": {\"text\": [1]}, \"text\":"
            + " \"b\\n\\u00e9\"}\r\n{\"text\": \"c\", \"label\": true}";
    assertEquals(sorted("x|a", "3|b\né", "true|c"), items(read(write(folder, "a.jsonl", jsonl))));
  }

  @Test
  void read_integerLabels_areSortedAsNumbers() {
    String rows = "text,label\na,10\nb,9\nc,-1\nd,0\n";
    assertEquals(
        List.of("-1", "0", "9", "10"), read(write(folder, "a.csv", rows)).labels().names());
    assertEquals(
        List.of("-1", "0", "10", "9", "x"),
        read(write(folder, "b.csv", rows + "e,x\n")).labels().names());
  }

  @Test
  void read_idColumnNotNamed_isNotUsed() {
    Path file = write(folder, "a.jsonl", "{\"id\": \"pos/1\", \"text\": \"abc\", \"label\": 1}");
    // SHA-256 of "abc" begins so.
    assertEquals("ba7816bf8f01cfea", read(file).items().get(0).instance().id());
  }

  @Test
  void open_trec_readsLatin1CoarseAndFine() {
    byte[] train =
        "LOC:city Which sister\u00f0city ?\nNUM:dist How far\u0085is it ?\nLOC:other Where ?\n"
            .getBytes(StandardCharsets.ISO_8859_1);
    write(folder, "train_5500.label", train);
    write(folder, "TREC_10.label", "ABBR:exp What is WWW ?\n");
    Splits<ClassLabel> coarse = Datasets.open(folder, Optional.empty(), ReadOptions.DEFAULT);
    assertEquals(
        sorted("LOC|Which sister\u00f0city ?", "NUM|How far\u0085is it ?", "LOC|Where ?"),
        items(coarse.train()));
    assertEquals(
        List.of("ABBR", "DESC", "ENTY", "HUM", "LOC", "NUM"), coarse.train().labels().names());
    assertEquals(List.of("ABBR|What is WWW ?"), items(coarse.test().orElseThrow()));
    Splits<ClassLabel> fine =
        Datasets.open(folder, Optional.empty(), ReadOptions.DEFAULT.withVariant("fine"));
    assertEquals(
        List.of("ABBR:exp", "LOC:city", "LOC:other", "NUM:dist"), fine.train().labels().names());
    assertEquals(fine.train().labels(), fine.test().orElseThrow().labels());
  }

  @Test
  void open_agNews_readsNamesNumbersAndDeclaredOrder() {
    write(folder, "classes.txt", "World\nSports\nBusiness\nSci/Tech\n");
    write(folder, "train5k.jsonl", "{\"text\": \"A b\", \"label\": 3, \"name\": \"Sci/Tech\"}\n");
    write(folder, "test.csv", "\"1\",\"A title\",\"a \"\"text\"\"\"\n\"4\",\"B\",\"c\"\n");
    Splits<ClassLabel> splits = Datasets.open(folder, Optional.empty(), ReadOptions.DEFAULT);
    assertEquals(List.of("Sci/Tech|A b"), items(splits.train()));
    assertEquals(
        sorted("World|A title a \"text\"", "Sci/Tech|B c"), items(splits.test().orElseThrow()));
    assertEquals(
        List.of("World", "Sports", "Business", "Sci/Tech"), splits.train().labels().names());
    assertEquals(
        List.of(folder.resolve("train5k.jsonl"), folder.resolve("test.csv")), splits.files());
    Path packed = write(folder, "test.csv.gz", "\"2\",\"A\",\"b\"\n");
    assertEquals(List.of("Sports|A b"), items(read(packed)));
  }

  @Test
  void open_sst2_readsThreePartsInEitherEncoding() {
    write(folder, "stsa.binary.train", "1 caf\u00e9 noir\n0 dull .\n");
    write(folder, "stsa.binary.dev", "0 caf\u00e9 noir\n", StandardCharsets.ISO_8859_1);
    write(folder, "stsa.binary.test", "1 fine\n");
    Splits<ClassLabel> splits = Datasets.open(folder, Optional.empty(), ReadOptions.DEFAULT);
    assertEquals(sorted("positive|caf\u00e9 noir", "negative|dull ."), items(splits.train()));
    assertEquals(List.of("negative|caf\u00e9 noir"), items(splits.validation().orElseThrow()));
    assertEquals(List.of("positive|fine"), items(splits.test().orElseThrow()));
    assertEquals(List.of("negative", "positive"), splits.test().orElseThrow().labels().names());
  }

  @Test
  void open_imdb_readsGzippedLines() {
    write(
        folder, "train.jsonl.gz", "{\"id\": \"pos/7\", \"label\": \"pos\", \"text\": \"good\"}\n");
    write(
        folder, "test5k.jsonl.gz", "{\"id\": \"neg/7\", \"label\": \"neg\", \"text\": \"bad\"}\n");
    Splits<ClassLabel> splits = Datasets.open(folder, Optional.empty(), ReadOptions.DEFAULT);
    assertEquals(List.of("pos|good"), items(splits.train()));
    assertEquals(List.of("neg|bad"), items(splits.test().orElseThrow()));
    assertEquals(List.of("neg", "pos"), splits.train().labels().names());
  }

  @Test
  void open_norec_readsTheVariant() {
    for (String variant : List.of("binary", "3class")) {
      for (String part : List.of("train", "dev", "test")) {
        String json =
            String.format(
                Locale.ROOT,
                "[{\"sent_id\": \"1\", \"text\": \"%s %s\", \"label\": \"Positive\"}]",
                variant,
                part);
        write(folder, variant + "." + part + ".json", json);
      }
    }
    Splits<ClassLabel> binary = Datasets.open(folder, Optional.empty(), ReadOptions.DEFAULT);
    assertEquals(List.of("Positive|binary train"), items(binary.train()));
    Splits<ClassLabel> three =
        Datasets.open(folder, Optional.empty(), ReadOptions.DEFAULT.withVariant("3class"));
    assertEquals(List.of("Positive|3class train"), items(three.train()));
    assertEquals(List.of("Positive|3class dev"), items(three.validation().orElseThrow()));
    assertEquals(List.of("Positive|3class test"), items(three.test().orElseThrow()));
  }

  @Test
  void open_fileAndTestFile_haveTheUnionOfTheirLabels() {
    Path train = write(folder, "a.csv", "text,label\na,x\n");
    Path test = write(folder, "b.jsonl", "{\"text\": \"b\", \"label\": \"w\"}");
    Splits<ClassLabel> splits = Datasets.open(train, Optional.of(test), ReadOptions.DEFAULT);
    assertEquals(List.of("w", "x"), splits.train().labels().names());
    assertEquals(splits.train().labels(), splits.test().orElseThrow().labels());
    assertTrue(splits.validation().isEmpty());
    assertTrue(Datasets.open(train, Optional.empty(), ReadOptions.DEFAULT).test().isEmpty());
  }

  @Test
  void open_ownCsvBesideClassesTxt_isReadByItsNamedColumns() {
    write(folder, "classes.txt", "a\nb\n");
    Path file = write(folder, "train.csv", "body,kind\nhello,z\n");
    assertEquals(
        List.of("z|hello"), items(Datasets.read(file, ReadOptions.of(Columns.of("body", "kind")))));
  }

  @Test
  void readTexts_labelsAbsent_givesTheCorpus() {
    Path csv = write(folder, "a.csv", "text,label\na,\nb,x\n");
    Path jsonl = write(folder, "a.jsonl", "{\"text\": \"a\"}\n{\"text\": \"b\", \"label\": [1]}\n");
    Path txt = write(folder, "a.txt", "a\r\nb");
    for (Path file : List.of(csv, jsonl, txt)) {
      List<String> texts = new ArrayList<>();
      for (Instance instance : Datasets.readTexts(file, ReadOptions.DEFAULT)) {
        texts.add(instance.text());
      }
      assertEquals(List.of("a", "b"), texts.stream().sorted().toList());
    }
  }

  @Test
  void forEach_rows_keepsTheOrderOfTheFileAndItsLines() {
    Path file = write(folder, "a.csv", "id,text,label\n7,\"a\nb\",x\n3,c,\n");
    List<Row> rows = new ArrayList<>();
    Datasets.forEach(file, ReadOptions.of(Columns.DEFAULT.withId("id")), rows::add);
    assertEquals(List.of(new Row(2, "a\nb", "x", "7"), new Row(4, "c", null, "3")), rows);
  }

  @Test
  void forEach_txt_numbersEveryLine() {
    List<Row> rows = new ArrayList<>();
    Datasets.forEach(write(folder, "a.txt", "a\n\nb\n"), ReadOptions.DEFAULT, rows::add);
    assertEquals(
        List.of(
            new Row(1, "a", null, null), new Row(2, "", null, null), new Row(3, "b", null, null)),
        rows);
  }

  @Test
  void read_linesLongerThanTheBuffers_areWhole() {
    String text = "\u00e9x\uD83D\uDE00".repeat(70_000);
    Path file = write(folder, "a.jsonl", "{\"text\": \"" + text + "\", \"label\": 1}\n");
    assertEquals(text, read(file).items().get(0).instance().text());
  }

  @Test
  void sha256_file_isThatOfItsBytes() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        Datasets.sha256(write(folder, "a.bin", "abc")));
  }
}
