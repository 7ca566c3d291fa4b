package org.al4j.core.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.data.TagSequence;
import org.al4j.testkit.LabelFormatContract;
import org.al4j.testkit.ReaderContract;
import org.junit.jupiter.api.Nested;

/** Every form of tagged file keeps the testkit's contract. */
class TagReadersContractTest {
  private abstract static class OfTags extends ReaderContract<TagSequence> {
    @Override
    protected Map<String, Optional<TagSequence>> rows() {
      return Map.of(
          "Bo met Al", Optional.of(new TagSequence(List.of("B-PER", "O", "B-PER"))),
          "in \u00c5lesund", Optional.of(new TagSequence(List.of("O", "B-LOC"))));
    }

    @Override
    protected LabelFormat<TagSequence> labels() {
      return LabelFormat.tags();
    }
  }

  @Nested
  class Conll extends OfTags {
    @Override
    protected Path write(Path folder) throws IOException {
      return file(
          folder,
          "a.conll",
          "Bo NN I-PER",
          "met VB O",
          "Al NN I-PER",
          "",
          "in IN O",
          "\u00c5lesund NN I-LOC");
    }
  }

  @Nested
  class Conll2012 extends OfTags {
    @Override
    protected Path write(Path folder) throws IOException {
      String row = "made 0 0 %s NN * - - - A %s -";
      return file(
          folder,
          "a.gold_conll",
          "#begin document (made); part 000",
          row.replaceFirst("%s", "Bo").replace("%s", "(PER)"),
          row.replaceFirst("%s", "met").replace("%s", "*"),
          row.replaceFirst("%s", "Al").replace("%s", "(PER*)"),
          "",
          row.replaceFirst("%s", "in").replace("%s", "*"),
          row.replaceFirst("%s", "\u00c5lesund").replace("%s", "(LOC)"),
          "#end document");
    }
  }

  @Nested
  class Tokens extends OfTags {
    @Override
    protected Path write(Path folder) throws IOException {
      return file(
          folder,
          "a.jsonl",
          "{\"tokens\": [\"Bo\", \"met\", \"Al\"], \"ner_tags\": [\"B-PER\", \"O\", \"B-PER\"]}",
          "{\"tokens\": [\"in\", \"\u00c5lesund\"], \"ner_tags\": [\"O\", \"B-LOC\"]}");
    }
  }

  @Nested
  class Doccano extends OfTags {
    @Override
    protected Path write(Path folder) throws IOException {
      return file(
          folder,
          "a.jsonl",
          "{\"text\": \"Bo met Al\", \"label\": [[7, 9, \"PER\"], [0, 2, \"PER\"]]}",
          "{\"text\": \"in \u00c5lesund\", \"label\": [[3, 10, \"LOC\"]]}");
    }
  }

  @Nested
  class Prodigy extends OfTags {
    @Override
    protected Path write(Path folder) throws IOException {
      return file(
          folder,
          "a.jsonl",
          "{\"text\": \"Bo met Al\", \"spans\": [{\"start\": 0, \"end\": 2, \"label\": \"PER\"},"
              + " {\"start\": 7, \"end\": 9, \"label\": \"PER\"}], \"answer\": \"accept\"}",
          "{\"text\": \"in \u00c5lesund\", \"spans\": [{\"start\": 3, \"end\": 10, \"label\":"
              + " \"LOC\"}]}");
    }
  }

  @Nested
  class LabelStudio extends OfTags {
    @Override
    protected Path write(Path folder) throws IOException {
      return file(
          folder,
          "a.json",
          "[{\"data\": {\"text\": \"Bo met Al\"}, \"annotations\": [{\"result\": [{\"value\":"
              + " {\"start\": 0, \"end\": 2, \"labels\": [\"PER\"]}}, {\"value\": {\"start\": 7,"
              + " \"end\": 9, \"labels\": [\"PER\"]}}]}]},",
          "{\"data\": {\"text\": \"in \u00c5lesund\"}, \"annotations\": [{\"result\":"
              + " [{\"value\": {\"start\": 3, \"end\": 10, \"labels\": [\"LOC\"]}}]}]}]");
    }
  }

  @Nested
  class Brat extends OfTags {
    @Override
    protected Path write(Path folder) throws IOException {
      file(folder, "a.txt", "Bo met Al", "in \u00c5lesund");
      return file(
          folder, "a.ann", "T1\tPER 0 2\tBo", "T2\tPER 7 9\tAl", "T3\tLOC 13 20\t\u00c5lesund");
    }
  }

  @Nested
  class Tags extends LabelFormatContract<TagSequence> {
    @Override
    protected LabelFormat<TagSequence> format() {
      return LabelFormat.tags();
    }

    @Override
    protected Map<List<String>, TagSequence> spelled() {
      return Map.of(
          List.of("B-X I-X O"), new TagSequence(List.of("B-X", "I-X", "O")),
          List.of("[\"B-a b\",\"O\"]"), new TagSequence(List.of("B-a b", "O")));
    }

    @Override
    protected List<List<String>> refused() {
      return List.of(List.of("I-X O"), List.of("PERSON"), List.of("[\"O\", 3]"), List.of("[\"O\""));
    }
  }
}
