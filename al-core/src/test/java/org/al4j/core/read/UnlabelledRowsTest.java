package org.al4j.core.read;

import static org.al4j.core.read.DataFiles.items;
import static org.al4j.core.read.DataFiles.read;
import static org.al4j.core.read.DataFiles.sorted;
import static org.al4j.core.read.DataFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.pool.Pool;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RowStream without labels, equal texts, folders of classes, and what is no file. */
class UnlabelledRowsTest {
  @TempDir Path folder;

  @Test
  void read_rowsWithoutLabel_areKeptUnlabelled() {
    Path csv = write(folder, "a.csv", "text,label\na,x\nb,\nc, \nd,y\n");
    Path jsonl =
        write(
            folder,
            "a.jsonl",
            "{\"text\":\"a\",\"label\":\"x\"}\n{\"text\":\"b\",\"label\":null}\n{\"text\":\"c\"}\n"
                + "{\"text\":\"d\",\"label\":\"y\"}\n");
    for (Path file : List.of(csv, jsonl)) {
      Dataset<ClassLabel> dataset = read(file);
      assertEquals(sorted("x|a", "y|d"), items(dataset));
      assertEquals(
          List.of("b", "c"), dataset.unlabelled().stream().map(Instance::text).sorted().toList());
      Pool<ClassLabel> pool = Pool.of(dataset);
      assertEquals(4, pool.corpus().size());
      assertEquals(2, pool.labelledCount());
      assertEquals(2, pool.unlabelledCount());
      assertEquals(dataset.items(), pool.labelled());
    }
  }

  @Test
  void open_glue_takesTheLabelledDevPartForTheTest() {
    write(folder, "train.tsv", "sentence\tlabel\ngood \t1\nbad \t0\n");
    write(folder, "dev.tsv", "sentence\tlabel\nfine \t1\n");
    write(folder, "test.tsv", "index\tsentence\n0\tunknown \n");
    Splits<ClassLabel> splits = Datasets.open(folder, Optional.empty(), ReadOptions.DEFAULT);
    assertEquals(sorted("1|good ", "0|bad "), items(splits.train()));
    assertEquals(List.of("1|fine "), items(splits.test().orElseThrow()));
    assertTrue(splits.validation().isEmpty());
    assertTrue(
        splits
            .notes()
            .contains("test.tsv: has no labels and is left out; the test part is dev.tsv"),
        () -> splits.notes().toString());
    assertEquals(
        "unknown ",
        Datasets.readTexts(folder.resolve("test.tsv"), ReadOptions.DEFAULT).get(0).text());
  }

  @Test
  void open_folderOfClasses_readsAFileAText() throws IOException {
    for (String part :
        List.of(
            "train/neg/0_2", "train/pos/0_9", "train/unsup/0_0", "test/neg/0_1", "test/pos/0_8")) {
      Path file = folder.resolve(part + ".txt");
      Files.createDirectories(file.getParent());
      Files.writeString(file, part + " h\u00f8y\n");
    }
    Files.writeString(folder.resolve("train/urls_pos.txt"), "http");
    Files.writeString(folder.resolve("train/pos/._0_9.txt"), "\0");
    Splits<ClassLabel> splits = Datasets.open(folder, Optional.empty(), ReadOptions.DEFAULT);
    assertEquals(
        sorted("neg|train/neg/0_2 h\u00f8y", "pos|train/pos/0_9 h\u00f8y"), items(splits.train()));
    assertEquals("train/unsup/0_0 h\u00f8y", splits.train().unlabelled().get(0).text());
    assertEquals(List.of("neg", "pos"), splits.train().labels().names());
    assertEquals(2, splits.test().orElseThrow().items().size());
    Splits<ClassLabel> parts =
        Datasets.open(
            folder.resolve("train"), Optional.of(folder.resolve("test")), ReadOptions.DEFAULT);
    assertEquals(splits.train(), parts.train());
    assertEquals(splits.test(), parts.test());
  }

  @Test
  void rows_places_tellTheRowsApart() throws IOException {
    Path array = write(folder, "a.json", "[{\"text\":\"a\"},{\"text\":\"b\"}]");
    assertEquals(List.of("1 a", "2 b"), places(array));
    Path jsonl = write(folder, "a.jsonl", "{\"text\":\"a\"}\n\n{\"text\":\"b\"}");
    assertEquals(List.of("1 a", "3 b"), places(jsonl));
  }

  private static List<String> places(Path file) {
    List<String> places = new ArrayList<>();
    try (RowStream rows = Datasets.rows(file, ReadOptions.DEFAULT, note -> {})) {
      while (rows.hasNext()) {
        Row row = rows.next();
        places.add(rows.place() + " " + row.text());
      }
    }
    return places;
  }

  @Test
  void read_equalTextsOnce_keepsTheMostFrequentLabel() {
    Path file =
        write(folder, "a.csv", "text,label\nt,x\nt ,y\nt,y\nu,x\nu,x\nu,\nv,b\nv,a\nw,\nw,\n");
    ReadOptions once = ReadOptions.DEFAULT.withDuplicates(Duplicates.ONCE);
    Dataset<ClassLabel> dataset = Datasets.read(file, once);
    assertEquals(
        sorted("y|t", "x|u", "a|v"), items(dataset).stream().map(String::strip).sorted().toList());
    assertEquals(1, dataset.unlabelled().size());
    assertEquals(
        List.of(
            "a.csv: 6 rows with the text of another one are left out; 2 texts had different labels"
                + " and keep the most frequent"),
        Datasets.open(file, Optional.empty(), once).notes());
    assertEquals(10, Datasets.readTexts(file, ReadOptions.DEFAULT).size());
    assertEquals(4, Datasets.readTexts(file, once).size());
  }

  @Test
  void read_equalTextsOnce_saysNothingOfLabelsThatAgree() {
    Path one = write(folder, "a.csv", "text,label\nt,x\nt,x\nu,y\n");
    ReadOptions once = ReadOptions.DEFAULT.withDuplicates(Duplicates.ONCE);
    assertEquals(
        List.of("a.csv: 1 row with the text of another one is left out"),
        Datasets.open(one, Optional.empty(), once).notes());
    Path two = write(folder, "b.csv", "text,label\nt,x\nt,x\nt,y\n");
    assertEquals(
        List.of(
            "b.csv: 2 rows with the text of another one are left out; 1 text had different labels"
                + " and keeps the most frequent"),
        Datasets.open(two, Optional.empty(), once).notes());
  }

  @Test
  void read_pipe_isRefusedAtOnce() throws Exception {
    Path pipe = folder.resolve("a.csv");
    assumeTrue(
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo here");
    String message =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> assertThrows(InvalidInputException.class, () -> read(pipe)).getMessage());
    assertEquals(
        pipe + ": is a pipe, a device or a socket; write what it gives into a file first", message);
  }
}
