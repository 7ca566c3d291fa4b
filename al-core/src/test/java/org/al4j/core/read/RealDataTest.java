package org.al4j.core.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
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
