package org.al4j.core.read;

import static org.al4j.core.read.DataFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.TargetText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids and their annotations do not depend on the order of rows, nor ids on annotations. */
class KindsIdentityTest {
  private static final ReadOptions ONCE = ReadOptions.DEFAULT.withDuplicates(Duplicates.ONCE);

  @TempDir Path folder;

  /** One file for all kinds: 400 rows, of 60 texts, with labels of which some are missing. */
  private static List<String> rows(long seed) {
    Random random = new Random(seed);
    return new ArrayList<>(
        IntStream.range(0, 400)
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        "t%d,%s,%s,%s,%d,%d",
                        (int) (60 * random.nextDouble() * random.nextDouble()),
                        List.of("x", "y;x", "", "z", "x;y", "[]").get(random.nextInt(6)),
                        List.of("1", "-2.5", "", "1.0", "-0").get(random.nextInt(5)),
                        List.of("a b", "", "a b ", "c").get(random.nextInt(4)),
                        random.nextInt(2),
                        random.nextInt(2)))
            .toList());
  }

  private Path csv(List<String> rows) {
    String header = "text,labels,value,target,p,q\n";
    return write(folder, "a.csv", header + String.join("\n", rows) + "\n");
  }

  private static LabelFormat<?> format(String kind) {
    return switch (kind) {
      case "set" -> LabelFormat.labelSet(";");
      case "partly" -> LabelFormat.labelSet(";", EmptyCell.UNLABELLED);
      case "columns" -> LabelFormat.labelSetColumns("p", "q");
      case "number" -> LabelFormat.number();
      default -> LabelFormat.targetText();
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"set", "partly", "columns", "number", "target"})
  void read_shuffledFile_givesAnEqualDataset(String kind) {
    List<String> rows = rows(3);
    Dataset<?> first = Datasets.read(csv(rows), ReadOptions.DEFAULT, format(kind));
    Dataset<?> once = Datasets.read(csv(rows), ONCE, format(kind));
    for (int seed = 0; seed < 10; seed++) {
      Collections.shuffle(rows, new Random(seed));
      assertEquals(first, Datasets.read(csv(rows), ReadOptions.DEFAULT, format(kind)), kind);
      assertEquals(once, Datasets.read(csv(rows), ONCE, format(kind)), kind);
    }
    assertEquals(400, first.corpus().size());
    assertTrue(once.corpus().size() < 61);
  }

  @Test
  void read_otherLabels_keepsTheIds() {
    List<String> ids = ids(Datasets.read(csv(rows(1)), ReadOptions.DEFAULT, format("set")));
    for (String kind : List.of("partly", "columns", "number", "target")) {
      assertEquals(ids, ids(Datasets.read(csv(rows(1)), ReadOptions.DEFAULT, format(kind))), kind);
    }
    List<String> texts = new ArrayList<>();
    Datasets.readTexts(csv(rows(1)), ReadOptions.DEFAULT).forEach(one -> texts.add(one.id()));
    assertEquals(ids, texts);
  }

  @Test
  void read_equalTextsOnce_takesTheMostFrequentOfEachKind() {
    String rows =
        "t,x;y,2,b,0,0\nt,y;x,10,c,0,0\nt,x,10,b,0,0\nu,y,-1,z,0,0\nu,,2,y,0,0\nv,z,,,0,0\n";
    Path file = write(folder, "b.csv", "text,labels,value,target,p,q\n" + rows);
    assertEquals(
        List.of(LabelSet.of(List.of("x", "y")), LabelSet.of(List.of())),
        two(Datasets.read(file, ONCE, LabelFormat.labelSet(";"))));
    assertEquals(
        List.of(new RealValue(10), new RealValue(-1)),
        two(Datasets.read(file, ONCE, LabelFormat.number())));
    assertEquals(
        List.of(new TargetText("b"), new TargetText("y")),
        two(Datasets.read(file, ONCE, LabelFormat.targetText())));
  }

  /** The annotations of the texts t and u. */
  private static List<Annotation> two(Dataset<?> dataset) {
    List<Annotation> found = new ArrayList<>();
    for (String text : List.of("t", "u")) {
      Optional<? extends Annotation> label =
          dataset.items().stream()
              .filter(item -> item.instance().text().equals(text))
              .map(item -> item.annotation())
              .findFirst();
      found.add(label.orElseThrow());
    }
    return found;
  }

  private static List<String> ids(Dataset<?> dataset) {
    List<String> ids = new ArrayList<>();
    dataset.corpus().forEach(instance -> ids.add(instance.id()));
    return ids;
  }
}
