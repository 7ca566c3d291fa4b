package org.al4j.core.read;

import static org.al4j.core.read.DataFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TargetText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Published forms whose labels are no classes, in small made-up files. */
class PublishedKindsTest {
  @TempDir Path folder;

  @Test
  void open_cedr_readsNumbersInBracketsAsEmotions() {
    write(
        folder,
        "cedr-main-train.csv",
        "text,labels,source\na,[0 2],lj\nb,[],lenta\nc,[4 1 0],lj\n");
    write(folder, "cedr-main-test.csv", "text,labels,source\nd,[ 3 ],twitter\ne,,lj\n");
    assertEquals(LabelSet.class, Datasets.labelFormat(folder, ReadOptions.DEFAULT).kind());
    Splits<LabelSet> cedr =
        Datasets.open(folder, Optional.empty(), ReadOptions.DEFAULT, LabelFormat.labelSet("|"));
    assertEquals(
        List.of("a [joy, surprise]", "b []", "c [anger, joy, sadness]"), shown(cedr.train()));
    Dataset<LabelSet> test = cedr.test().orElseThrow();
    assertEquals(List.of("d [fear]"), shown(test));
    assertEquals("e", test.unlabelled().get(0).text());
    assertEquals(
        List.of("joy", "sadness", "surprise", "fear", "anger"), cedr.train().labels().names());
    assertEquals("twitter", test.items().get(0).instance().attributes().get("source"));
  }

  private static List<String> shown(Dataset<LabelSet> dataset) {
    return dataset.items().stream()
        .map(item -> item.instance().text() + " " + item.annotation().names())
        .sorted()
        .toList();
  }

  @Test
  void read_cedrWithNamedColumns_isTheUsersOwnFile() {
    Path file = write(folder, "cedr-main-train.csv", "text,labels,source\na,[0 2],lj\n");
    Dataset<ClassLabel> own = Datasets.read(file, ReadOptions.of(Columns.of("text", "labels")));
    assertEquals(new ClassLabel("[0 2]"), own.items().get(0).annotation());
  }

  @Test
  void read_samsum_hasItsOwnIds() {
    Path file =
        write(
            folder,
            "val.json",
            "[{\"id\":\"9-1\",\"summary\":\"S. \",\"dialogue\":\"A: b\\r\\nC: d\"}]");
    assertEquals(TargetText.class, Datasets.labelFormat(file, ReadOptions.DEFAULT).kind());
    Dataset<TargetText> data = Datasets.read(file, ReadOptions.DEFAULT, LabelFormat.targetText());
    assertEquals(
        List.of(new Labelled<>(Instance.ofText("9-1", "A: b\r\nC: d"), new TargetText("S. "))),
        data.items());
    assertEquals(data.corpus().get(0), Datasets.readTexts(file, ReadOptions.DEFAULT).get(0));
  }

  @Test
  void open_samsumFolder_takesItsThreeParts() {
    for (String part : List.of("train", "validation", "test")) {
      write(
          folder,
          part + ".jsonl",
          "{\"id\": \"1\", \"dialogue\": \"" + part + "\", \"summary\": \"s\"}\n");
    }
    Splits<TargetText> samsum =
        Datasets.open(folder, Optional.empty(), ReadOptions.DEFAULT, LabelFormat.targetText());
    assertEquals("train", samsum.train().items().get(0).instance().text());
    assertEquals("validation", samsum.validation().orElseThrow().corpus().get(0).text());
    assertEquals("test", samsum.test().orElseThrow().corpus().get(0).text());
    assertEquals(List.of(), samsum.notes());
  }

  @Test
  void read_dialogueAndSummaryAmongOtherFields_isTheUsersOwnFile() {
    Path file =
        write(
            folder,
            "a.jsonl",
            "{\"id\":\"1\",\"dialogue\":\"d\",\"summary\":\"s\",\"text\":\"t\",\"label\":\"l\"}\n");
    assertEquals(new ClassLabel("l"), DataFiles.read(file).items().get(0).annotation());
  }
}
