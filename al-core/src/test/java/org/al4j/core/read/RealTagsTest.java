package org.al4j.core.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.al4j.core.data.Dataset;
import org.al4j.core.data.TagSequence;
import org.al4j.core.tags.TagForm;
import org.al4j.core.tags.TagScheme;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published tagged files themselves, where they are; they are not part of the project. */
class RealTagsTest {
  @BeforeAll
  static void dataIsThere() {
    if (DataFiles.realData().isEmpty()) {
      System.err.println("RealTagsTest skipped: no data folder; set -Dal4j.shared to its parent");
    }
    assumeTrue(DataFiles.realData().isPresent(), "no folder of real data sets");
  }

  /** Sentences, words and spans of each part; CoNLL's are those of its paper. */
  @ParameterizedTest
  @CsvSource({
    "conll2003,14041 203621 23499,3250 51362 5942,3453 46435 5648,9",
    "rumedner,3440 48330 3261,676 9855 660,693 9856 645,13",
  })
  void open_publishedFolder_hasItsCounts(
      String name, String train, String validation, String test, int labels) {
    Splits<TagSequence> splits =
        TaggedFiles.open(DataFiles.realData().orElseThrow().resolve(name), TagForm.DEFAULT);
    assertEquals(train, counts(splits.train()));
    assertEquals(validation, counts(splits.validation().orElseThrow()));
    assertEquals(test, counts(splits.test().orElseThrow()));
    assertEquals(labels, splits.train().labels().size());
  }

  private static String counts(Dataset<TagSequence> part) {
    int words = part.items().stream().mapToInt(item -> item.instance().words().size()).sum();
    int spans =
        part.items().stream()
            .mapToInt(item -> TagScheme.spans(item.annotation().tags()).size())
            .sum();
    return part.items().size() + " " + words + " " + spans;
  }
}
