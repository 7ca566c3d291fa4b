package org.al4j.core.read;

import static org.al4j.core.read.DataFiles.items;
import static org.al4j.core.read.DataFiles.sorted;
import static org.al4j.core.read.DataFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders with a folder per class, whole and with something amiss. */
class ClassFoldersTest {
  @TempDir Path folder;

  @BeforeEach
  void writeTrain() throws IOException {
    text("train/neg/0_2.txt");
    text("train/pos/0_9.txt");
  }

  private void text(String name) throws IOException {
    Path dir = Files.createDirectories(folder.resolve(name).getParent());
    write(dir, Path.of(name).getFileName().toString(), name);
  }

  private Splits<ClassLabel> open() {
    return Datasets.open(folder, Optional.empty(), ReadOptions.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "test, test/neg/0_1.txt, only neg",
    "test, test/neg/a.doc, none",
    "dev, dev/neg/0_1.txt, only neg",
    "valid, valid/a.txt, none",
  })
  void open_partThatIsNoFolderOfClasses_isRefusedByName(String part, String file, String found)
      throws IOException {
    text(file);
    assertEquals(
        folder.resolve(part)
            + ": must have a folder of .txt files per class, two at least, as train has; found "
            + found
            + "; complete it, or move it elsewhere",
        assertThrows(InvalidInputException.class, this::open).getMessage());
  }

  @Test
  void open_upperCaseAndPackedTexts_areRead() throws IOException {
    text("train/pos/0_8.TXT");
    text("test/neg/0_1.txt.gz");
    text("test/pos/0_7.Txt.GZ");
    assertEquals(
        sorted("neg|train/neg/0_2.txt", "pos|train/pos/0_8.TXT", "pos|train/pos/0_9.txt"),
        items(open().train()));
    assertEquals(
        sorted("neg|test/neg/0_1.txt.gz", "pos|test/pos/0_7.Txt.GZ"),
        items(open().test().orElseThrow()));
  }

  @Test
  void rows_folderWithFoldersOfClasses_namesThem() throws IOException {
    text("test/neg/0_1.txt");
    text("test/pos/0_8.txt");
    assertEquals(
        folder + ": is a folder; give " + folder.resolve("test") + " or " + folder.resolve("train"),
        assertThrows(
                InvalidInputException.class, () -> Datasets.readTexts(folder, ReadOptions.DEFAULT))
            .getMessage());
  }

  @Test
  void open_testPartOfMinusOnes_isAsWithoutLabels() throws IOException {
    Path glue = Files.createDirectories(folder.resolve("glue"));
    write(glue, "train.tsv", "sentence\tlabel\na\t0\nb\t1\n");
    write(glue, "dev.tsv", "sentence\tlabel\nc\t0\nd\t1\n");
    write(glue, "test.tsv", "sentence\tlabel\ne\t-1\nf\t-1\n");
    Splits<ClassLabel> splits = Datasets.open(glue, Optional.empty(), ReadOptions.DEFAULT);
    assertEquals(List.of("0|c", "1|d"), items(splits.test().orElseThrow()));
    assertEquals(List.of("0", "1"), splits.train().labels().names());
  }
}
