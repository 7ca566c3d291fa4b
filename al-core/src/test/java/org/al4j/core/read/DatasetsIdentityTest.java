package org.al4j.core.read;

import static org.al4j.core.read.DataFiles.read;
import static org.al4j.core.read.DataFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Labelled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsIdentityTest {
  @TempDir Path folder;

  @Test
  void read_shuffledFile_givesAnEqualDataset() {
    // Texts repeat up to a dozen times, with differing labels.
    Random random = new Random(7);
    List<String> rows =
        new ArrayList<>(
            IntStream.range(0, 600)
                .mapToObj(
                    i ->
                        "t"
                            + (int) (80 * random.nextDouble() * random.nextDouble())
                            + ",l"
                            + random.nextInt(4))
                .toList());
    Dataset<ClassLabel> first = read(csv("first.csv", rows));
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(rows, new Random(seed));
      assertEquals(first, read(csv("shuffled.csv", rows)), "shuffle seed " + seed);
    }
    assertEquals(600, first.items().stream().map(item -> item.instance().id()).distinct().count());
  }

  @Test
  void read_otherLabels_keepsTheIds() {
    List<String> ids = ids(read(csv("a.csv", List.of("a,x", "b,y", "b,x"))));
    assertEquals(ids, ids(read(csv("b.csv", List.of("a,y", "b,y", "b,y")))));
    assertNotEquals(ids, ids(read(csv("c.csv", List.of("a,x", "b,y", "c,x")))));
  }

  @Test
  void read_repeatedText_numbersTheOccurrences() {
    assertEquals(
        List.of("ba7816bf8f01cfea", "ba7816bf8f01cfea-1", "ba7816bf8f01cfea-2"),
        ids(read(csv("a.csv", List.of("abc,x", "abc,x", "abc,y")))));
  }

  @Test
  void read_repeatedTextsWithTwoLabels_doNotShowTheLabelInTheId() {
    // Were labels handed out in order, the first occurrence of each of 1,000 texts would have label
    // x.
    List<String> rows =
        IntStream.range(0, 1000)
            .boxed()
            .flatMap(i -> List.of("t" + i + ",x", "t" + i + ",y").stream())
            .toList();
    long firstIsX =
        read(csv("a.csv", rows)).items().stream()
            .filter(item -> !item.instance().id().contains("-"))
            .filter(item -> item.annotation().name().equals("x"))
            .count();
    assertTrue(firstIsX > 440 && firstIsX < 560, () -> "first occurrences with x: " + firstIsX);
  }

  @Test
  void readTexts_labelledFile_hasTheCorpusOfTheDataset() {
    Path file = csv("a.csv", List.of("a,x", "b,y", "b,x"));
    List<String> ids = new ArrayList<>();
    Datasets.readTexts(file, ReadOptions.DEFAULT).forEach(instance -> ids.add(instance.id()));
    assertEquals(ids(read(file)), ids);
  }

  private Path csv(String name, List<String> rows) {
    return write(folder, name, "text,label\n" + String.join("\n", rows) + "\n");
  }

  private static List<String> ids(Dataset<ClassLabel> dataset) {
    return dataset.items().stream().map(Labelled::instance).map(instance -> instance.id()).toList();
  }
}
