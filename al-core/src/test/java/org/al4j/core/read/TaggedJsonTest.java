package org.al4j.core.read;

import static org.al4j.core.read.TaggedFiles.items;
import static org.al4j.core.read.TaggedFiles.open;
import static org.al4j.core.read.TaggedFiles.read;
import static org.al4j.core.read.TaggedFiles.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.TagSequence;
import org.al4j.core.tags.TagForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaggedJsonTest {
  @TempDir Path folder;

  private Path file(String name, String... lines) {
    return DataFiles.write(folder, name, String.join("\n", lines) + "\n");
  }

  @Test
  void open_rumednerFolder_hasItsParts() {
    String row = "{\"idx\": \"%s\", \"tokens\": [\"a\", \"b\"], \"ner_tags\": [\"B-X\", \"%s\"]}";
    file("train_v1.jsonl", row.replaceFirst("%s", "7").replace("%s", "I-X"));
    file("dev_v1.jsonl", row.replaceFirst("%s", "8").replace("%s", "O"));
    file("test_v1.jsonl", row.replaceFirst("%s", "9").replace("%s", "B-Y"));
    Splits<TagSequence> splits = open(folder, TagForm.DEFAULT);
    assertEquals(List.of("a/B-X b/I-X"), items(splits.train()));
    assertEquals(List.of("a/B-X b/O"), items(splits.validation().orElseThrow()));
    assertEquals(List.of("a/B-X b/B-Y"), items(splits.test().orElseThrow()));
    assertEquals(List.of("B-X", "B-Y", "I-X", "I-Y", "O"), splits.train().labels().names());
    assertEquals(Map.of("idx", "7"), splits.train().items().get(0).instance().attributes());
    assertEquals("tags", Datasets.labelFormat(folder, ReadOptions.DEFAULT).describe());
  }

  @Test
  void read_tokens_oddOnesAreRefusedWithTheLine() {
    String good = "{\"tokens\": [\"a\"], \"ner_tags\": [\"B-X\"]}";
    refused(
        file("a.jsonl", good, "{\"tokens\": [\"a\"], \"ner_tags\": [\"I-X\"]}"),
        TagForm.DEFAULT,
        2,
        "word 1 'a'",
        "'I-X'");
    refused(
        file("b.jsonl", good, "{\"tokens\": [\"a\"], \"ner_tags\": [\"O\", \"O\"]}"),
        TagForm.DEFAULT,
        2,
        "2 tags for 1 words");
    refused(
        file("c.jsonl", good, "{\"tokens\": [\"a\"], \"ner_tags\": [3]}"),
        TagForm.DEFAULT,
        2,
        "list of strings",
        "[3]");
    refused(
        file("d.jsonl", good, "{\"ner_tags\": [\"O\"]}"), TagForm.DEFAULT, 2, "no column 'tokens'");
    refused(file("e.jsonl", "{\"tokens\": [\"a\"]}"), TagForm.DEFAULT, 1, "no field 'ner_tags'");
    refused(file("f.jsonl", good, "{\"tokens\": [\"\"]}"), TagForm.DEFAULT, 2, "not empty");
  }

  @Test
  void read_emptySentence_isRefusedOrLeftOutAndCounted() {
    Path file =
        file(
            "a.jsonl",
            "{\"tokens\": [\"a\"], \"ner_tags\": [\"B-X\"]}",
            "{\"tokens\": [], \"ner_tags\": []}");
    refused(file, TagForm.DEFAULT, 2, "must have a word", "--empty-sentences skip");
    Splits<TagSequence> skipped = open(file, TagForm.DEFAULT.skippingEmpty());
    assertEquals(List.of("a/B-X"), items(skipped.train()));
    assertEquals(List.of("a.jsonl: 1 sentence without a word left out"), skipped.notes());
  }

  @Test
  void read_tokensWithoutTags_areUnlabelled() {
    Dataset<TagSequence> data =
        read(
            file(
                "a.jsonl",
                "{\"words\": [\"a\"], \"labels\": [\"O\"]}",
                "{\"words\": [\"b\"]}",
                "{\"words\": [\"c\"], \"labels\": null}"));
    assertEquals(List.of("a/O"), items(data));
    assertEquals(2, data.unlabelled().size());
    assertEquals(1, data.unlabelled().get(0).words().size());
  }

  @Test
  void read_doccano_isWordsWithOffsetsInCodePoints() {
    Dataset<TagSequence> data =
        read(
            file(
                "a.jsonl",
                "{\"id\": 3, \"text\": \"\uD83D\uDE00 Uber, hi\", \"label\": [[2, 6, \"ORG\"]]}",
                "{\"text\": \"no one\", \"label\": []}",
                "{\"text\": \"nobody looked\"}",
                "{\"text\": \"Bo is\", \"entities\": [{\"id\": 1, \"start_offset\": 0, \"end_offset\":"
                    + " 2, \"label\": \"First name\"}], \"relations\": []}"));
    assertEquals(
        List.of("Bo/B-First name is/O", "no/O one/O", "\uD83D\uDE00/O Uber/B-ORG ,/O hi/O"),
        items(data));
    assertEquals(List.of("nobody looked"), data.unlabelled().stream().map(Instance::text).toList());
    assertEquals(
        1L,
        data.items().stream()
            .filter(item -> "3".equals(item.instance().attributes().get("id")))
            .count());
  }

  @Test
  void read_spanThatFitsNoWords_isRefusedOrSnappedAndTold() {
    Path file =
        file(
            "a.jsonl",
            "{\"text\": \"Uber hires\", \"label\": [[0, 4, \"ORG\"]]}",
            "{\"text\": \"Uber hires\", \"label\": [[1, 4, \"ORG\"], [5, 10, \"X\"]]}");
    refused(file, TagForm.DEFAULT, 2, "ORG 1 to 4 'ber'", "--spans snap");
    Splits<TagSequence> snapped = open(file, TagForm.DEFAULT.snapping());
    assertEquals(List.of("Uber/B-ORG hires/B-X", "Uber/B-ORG hires/O"), items(snapped.train()));
    assertEquals(2, snapped.notes().size(), snapped.notes()::toString);
    assertEquals("a.jsonl: 1 span does not fit the words", snapped.notes().get(1));
  }

  @Test
  void read_spansThatAreNone_areRefusedWithTheLine() {
    String good = "{\"text\": \"ab\", \"label\": [[0, 2, \"X\"]]}";
    for (String span :
        List.of(
            "[0, 9, \"X\"]",
            "[2, 2, \"X\"]",
            "[-1, 2, \"X\"]",
            "[0, 1.5, \"X\"]",
            "[0, 2]",
            "[0, 2, \"\"]",
            "[0, 2, 7]",
            "\"X\"",
            "{\"start_offset\": 0}",
            "[0, 1e99, \"X\"]")) {
      Path file = file("a.jsonl", good, "{\"text\": \"ab\", \"label\": [" + span + "]}");
      refused(file, TagForm.DEFAULT, 2);
    }
    refused(
        file("b.jsonl", good, "{\"text\": \"ab\", \"label\": \"X\"}"),
        TagForm.DEFAULT,
        2,
        "list of spans");
  }

  @Test
  void read_prodigy_hasItsTokensAndAnswers() {
    String tokens =
        "\"tokens\": [{\"text\": \"don\", \"start\": 0, \"end\": 3, \"id\": 0}, {\"text\": \"'t\","
            + " \"start\": 3, \"end\": 5, \"id\": 1}, {\"text\": \" \", \"start\": 5, \"end\": 6,"
            + " \"id\": 2}, {\"text\": \"Bo\", \"start\": 6, \"end\": 8, \"id\": 3}]";
    String span = "\"spans\": [{\"start\": 6, \"end\": 8, \"token_start\": 3, \"label\": \"PER\"}]";
    Dataset<TagSequence> data =
        read(
            file(
                "a.jsonl",
                "{\"text\": \"don't Bo\", " + tokens + ", " + span + ", \"answer\": \"accept\"}",
                "{\"text\": \"a b\", \"answer\": \"accept\"}",
                "{\"text\": \"c d\", \"spans\": [], \"answer\": \"reject\"}",
                "{\"text\": \"e f\"}"));
    assertEquals(List.of("a/O b/O", "don/O 't/O Bo/B-PER"), items(data));
    assertEquals(2, data.unlabelled().size());
    refused(
        file(
            "b.jsonl",
            "{\"text\": \"ab ab\", \"spans\": [], \"tokens\": [{\"start\": 3, \"end\": 5}]}"),
        TagForm.DEFAULT,
        1,
        "token 1");
  }

  private static String task(String text, String... annotations) {
    return "{\"id\": 1, \"data\": {\"text\": \""
        + text
        + "\", \"source\": \"x\"}, \"annotations\": ["
        + String.join(", ", annotations)
        + "], \"predictions\": []}";
  }

  private static String region(int start, int end, String text) {
    return "{\"type\": \"labels\", \"value\": {\"start\": "
        + start
        + ", \"end\": "
        + end
        + ", \"text\": \""
        + text
        + "\", \"labels\": [\"ORG\"]}}";
  }

  @Test
  void read_labelStudio_isTheTruthInUnits() {
    String uber = region(3, 7, "Uber");
    Dataset<TagSequence> data =
        read(
            file(
                "a.json",
                "["
                    + task(
                        "\uD83D\uDE00 Uber",
                        "{\"was_cancelled\": true, \"result\": []}",
                        "{\"was_cancelled\": false, \"result\": []}",
                        "{\"ground_truth\": true, \"result\": ["
                            + uber
                            + ", {\"type\": \"choices\","
                            + " \"value\": {\"choices\": [\"good\"]}}]}")
                    + ",",
                task("not done") + ",",
                task("skipped", "{\"was_cancelled\": true, \"result\": []}") + ",",
                task("none here", "{\"result\": []}") + "]"));
    assertEquals(List.of("none/O here/O", "\uD83D\uDE00/O Uber/B-ORG"), items(data));
    assertEquals(2, data.unlabelled().size());
    assertEquals(Map.of("source", "x"), data.items().get(0).instance().attributes());
    refused(
        file("b.json", "[" + task("a Uber", "{\"result\": [" + region(1, 5, "Uber") + "]}") + "]"),
        TagForm.DEFAULT,
        1,
        "' Ube' where the span says 'Uber'");
  }

  @Test
  void read_csvWithTags_isWordsBetweenBlanks() {
    Path file = file("a.csv", "text,tags", "New  York calls,B-LOC I-LOC O", "nobody,");
    Dataset<TagSequence> data = read(file);
    assertEquals(List.of("New/B-LOC York/I-LOC calls/O"), items(data));
    assertEquals(1, data.unlabelled().size());
    refused(file("b.csv", "text,tags", "a b,O"), TagForm.DEFAULT, 2, "1 tags for 2 words");
    refused(file("c.csv", "text,tags", "a,I-X"), TagForm.DEFAULT, 2, "'I-X'");
  }
}
