package org.al4j.core.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.DataSummary;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TargetText;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published files themselves, where they are; they are not part of the project. */
class RealDataTest {
  @BeforeAll
  static void dataIsThere() {
    if (DataFiles.realData().isEmpty()) {
      System.err.println("RealDataTest skipped: no data folder; set -Dal4j.shared to its parent");
    }
    assumeTrue(DataFiles.realData().isPresent(), "no folder of real data sets");
  }

  @ParameterizedTest
  @CsvSource({
    "trec,,5452,0,500,6",
    "trec,fine,5452,0,500,50",
    "ag_news,,4990,0,7600,4",
    "sst2,,6920,872,1821,2",
    "imdb,,25000,0,5000,2",
    "norec_sentence,,3894,701,583,2",
    "norec_sentence,3class,7973,1411,1181,3",
  })
  void open_publishedFiles_haveTheirCounts(
      String name, String variant, int train, int validation, int test, int labels) {
    Splits<ClassLabel> splits = open(name, variant);
    assertEquals(train, splits.train().items().size());
    assertEquals(validation, splits.validation().map(d -> d.items().size()).orElse(0));
    assertEquals(test, splits.test().map(d -> d.items().size()).orElse(0));
    assertEquals(labels, splits.train().labels().size());
    assertEquals(train, splits.train().corpus().size());
  }

  @Test
  void open_publishedFiles_haveTheirLabelsAndEncodings() {
    assertEquals(
        List.of("World", "Sports", "Business", "Sci/Tech"),
        open("ag_news", null).train().labels().names());
    assertEquals(List.of("negative", "positive"), open("sst2", null).train().labels().names());
    assertEquals(List.of("neg", "pos"), open("imdb", null).train().labels().names());
    assertTrue(has(open("trec", null).train(), "sister\u00f0city"));
    assertTrue(has(open("sst2", null).test().orElseThrow(), "rancid cr\u00e8me br\u00fbl\u00e9e"));
    assertTrue(has(open("norec_sentence", null).train(), "h\u00f8y"));
  }

  @Test
  void open_cedr_hasItsClasses() {
    Splits<LabelSet> cedr =
        Datasets.open(
            DataFiles.realData().orElseThrow().resolve("cedr"),
            Optional.empty(),
            ReadOptions.DEFAULT,
            LabelFormat.labelSet());
    Dataset<LabelSet> train = cedr.train();
    Dataset<LabelSet> test = cedr.test().orElseThrow();
    assertEquals(List.of("joy", "sadness", "surprise", "fear", "anger"), train.labels().names());
    assertEquals(List.of(7528, 1882), List.of(train.items().size(), test.items().size()));
    assertEquals(
        "joy 1569, sadness 1417, surprise 607, fear 589, anger 411; 3043 texts without any",
        DataSummary.of(train).line());
    assertEquals(
        "joy 353, sadness 379, surprise 170, fear 141, anger 125; 734 texts without any",
        DataSummary.of(test).line());
    assertEquals(0, train.unlabelled().size() + test.unlabelled().size());
    assertEquals(Set.of("source"), train.items().get(0).instance().attributes().keySet());
  }

  @Test
  void open_samsum_hasItsDialoguesAndSummaries() {
    Splits<TargetText> samsum =
        Datasets.open(
            DataFiles.realData().orElseThrow().resolve("samsum"),
            Optional.empty(),
            ReadOptions.DEFAULT,
            LabelFormat.targetText());
    assertEquals(14_731, samsum.train().items().size());
    assertEquals(818, samsum.validation().orElseThrow().items().size());
    Dataset<TargetText> test = samsum.test().orElseThrow();
    assertEquals(819, test.items().size());
    Labelled<TargetText> hannah =
        test.items().stream()
            .filter(item -> item.instance().id().equals("13862856"))
            .findFirst()
            .orElseThrow();
    assertTrue(hannah.instance().text().startsWith("Hannah: Hey, do you have Betty's number?"));
    assertEquals(
        "Hannah needs Betty's number but Amanda doesn't have it. She needs to contact Larry.",
        hannah.annotation().text());
    assertEquals(LabelSpace.none(), test.labels());
  }

  private static boolean has(Dataset<ClassLabel> dataset, String part) {
    return dataset.items().stream().anyMatch(item -> item.instance().text().contains(part));
  }

  private static Splits<ClassLabel> open(String name, String variant) {
    Path folder = DataFiles.realData().orElseThrow().resolve(name);
    ReadOptions options =
        variant == null ? ReadOptions.DEFAULT : ReadOptions.DEFAULT.withVariant(variant);
    return Datasets.open(folder, Optional.empty(), options);
  }
}
