package org.al4j.core.read;

import static org.al4j.core.read.TaggedFiles.items;
import static org.al4j.core.read.TaggedFiles.open;
import static org.al4j.core.read.TaggedFiles.read;
import static org.al4j.core.read.TaggedFiles.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.TagSequence;
import org.al4j.core.tags.TagForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BratTest {
  private static final String TEXT = "\uD83D\uDE00 Dr. No came.\n\nHe left Oslo.\n";
  private static final String SPANS =
      """
      T1\tPER 2 8\tDr. No
      T2\tLOC 24 28\tOslo
      R1\tLeft Arg1:T1 Arg2:T2
      A1\tSure T1
      #1\tAnnotatorNotes T1\ta note
      """;

  @TempDir Path folder;

  private Path pair(String text, String spans) {
    DataFiles.write(folder, "a.txt", text);
    return DataFiles.write(folder, "a.ann", spans);
  }

  @Test
  void read_pair_isALineASentence() {
    Path file = pair(TEXT, SPANS);
    List<String> expected =
        List.of(
            "He/O left/O Oslo/B-LOC ./O", "\uD83D\uDE00/O Dr/B-PER ./I-PER No/I-PER came/O ./O");
    assertEquals(expected, items(read(file)));
    assertEquals(expected, items(read(folder.resolve("a.txt"))));
  }

  @Test
  void open_folders_areParts() throws IOException {
    pair(TEXT, SPANS);
    for (String part : List.of("train", "test")) {
      Files.createDirectories(folder.resolve(part));
      Files.copy(folder.resolve("a.txt"), folder.resolve(part).resolve("a.txt"));
      Files.copy(folder.resolve("a.ann"), folder.resolve(part).resolve("a.ann"));
      DataFiles.write(folder.resolve(part), "b.txt", "Nobody looked\n");
    }
    Files.delete(folder.resolve("a.txt"));
    Files.delete(folder.resolve("a.ann"));
    Splits<TagSequence> splits = open(folder, TagForm.DEFAULT);
    Dataset<TagSequence> train = splits.train();
    assertEquals(2, train.items().size());
    assertEquals(
        List.of("b"),
        train.unlabelled().stream()
            .map(instance -> instance.attributes().getOrDefault("document", ""))
            .collect(Collectors.toList()));
    assertEquals(Optional.of(2), splits.test().map(part -> part.items().size()));
  }

  @Test
  void read_windowsEnds_countAsCharacters() {
    Path file = pair("Bo\r\nAl\r\n", "T1\tPER 4 6\tAl\r\n");
    assertEquals(List.of("Al/B-PER", "Bo/O"), items(read(file)));
  }

  @Test
  void read_oddLines_areRefusedWithTheLine() {
    refused(pair(TEXT, "T1\tPER 2 8\tDr. Yes\n"), TagForm.DEFAULT, 1, "'Dr. No'", "code points");
    refused(pair(TEXT, "\nT1\tPER 2 99\tDr\n"), TagForm.DEFAULT, 2, "must lie in its text");
    refused(pair(TEXT, "T1 PER 2 8 Dr. No\n"), TagForm.DEFAULT, 1, "a line of brat");
    refused(pair(TEXT, "hello\n"), TagForm.DEFAULT, 1, "a line of brat");
    refused(pair(TEXT, "T1\tPER 2 2\t\n"), TagForm.DEFAULT, 1, "must have a character");
  }

  @Test
  void read_spansOfPartsOrLines_areRefusedOrSnapped() {
    Path parts = pair("Dr. Al No\nyes\n", "T1\tPER 0 3;7 9\tDr. No\n");
    refused(parts, TagForm.DEFAULT, 1, "in several parts", "--spans snap");
    Splits<TagSequence> snapped = open(parts, TagForm.DEFAULT.snapping());
    assertEquals(List.of("Dr/B-PER ./I-PER Al/I-PER No/I-PER", "yes/O"), items(snapped.train()));
    Path lines = pair("Dr. Al\nNo\n", "T1\tPER 4 9\tAl No\n");
    refused(lines, TagForm.DEFAULT, 1, "not within one line");
    assertEquals(2, items(open(lines, TagForm.DEFAULT.snapping()).train()).size());
  }
}
