package org.al4j.core.tags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.LabelFormat;
import org.al4j.core.read.ReadOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TagFilesTest {
  private static final String EMOJI = "\uD83D\uDE00";

  private static Labelled<TagSequence> text(String id, String text, Span... spans) {
    WordOffsets words = WordRule.cut(text);
    return new Labelled<>(
        new Instance(id, text, words.words(text), Map.of()),
        new TagSequence(TagScheme.IOB2.tags(List.of(spans), words.size())));
  }

  /** An emoji, a text from right to left, odd blanks, spans that touch, and none. */
  private static final List<Labelled<TagSequence>> ITEMS =
      List.of(
          text("1", EMOJI + "Uber  hires Dr. No", new Span("ORG", 1, 2), new Span("PER", 3, 6)),
          text("2", "\u05E9\u05DC\u05D5\u05DD \u05D3\u05DF!", new Span("PER", 1, 2)),
          text("3", "Rome Paris", new Span("LOC", 0, 1), new Span("LOC", 1, 2)),
          text("4", "nothing \"here\" \\ <b>"));

  /** Text, words and tags of what a file has. */
  private static Map<String, List<List<String>>> read(Path file) {
    Map<String, List<List<String>>> found = new HashMap<>();
    Datasets.read(file, ReadOptions.DEFAULT, LabelFormat.tags())
        .items()
        .forEach(item -> found.put(item.instance().text(), said(item)));
    return found;
  }

  private static List<List<String>> said(Labelled<TagSequence> item) {
    return List.of(item.instance().words(), item.annotation().tags());
  }

  private static Map<String, List<List<String>>> said(boolean texts) {
    Map<String, List<List<String>>> all = new HashMap<>();
    for (Labelled<TagSequence> item : ITEMS) {
      Instance instance = item.instance();
      all.put(texts ? instance.text() : String.join(" ", instance.words()), said(item));
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource(TagScheme.class)
  void writeConll_eachScheme_readsBackAsWordsAndTags(TagScheme scheme, @TempDir Path folder) {
    Path file = folder.resolve("a.conll");
    TagFiles.writeConll(file, ITEMS, scheme);
    assertEquals(said(false), read(file));
  }

  @Test
  void writeConll_documents_areMarked(@TempDir Path folder) {
    List<String> documents = List.of("a", "a", "b", "c");
    List<Labelled<TagSequence>> items = new ArrayList<>();
    for (int i = 0; i < ITEMS.size(); i++) {
      Instance x = ITEMS.get(i).instance();
      Map<String, String> of = Map.of("document", documents.get(i));
      items.add(
          new Labelled<>(new Instance(x.id(), x.text(), x.words(), of), ITEMS.get(i).annotation()));
    }
    Path file = folder.resolve("a.conll");
    TagFiles.writeConll(file, items, TagScheme.IOB2);
    assertEquals(
        List.of("1", "1", "2", "3"),
        Datasets.read(file, ReadOptions.DEFAULT, LabelFormat.tags()).items().stream()
            .map(item -> item.instance().attributes().get("document"))
            .toList());
  }

  @Test
  void writeTokens_items_readBack(@TempDir Path folder) {
    Path file = folder.resolve("a.jsonl");
    TagFiles.writeTokens(file, ITEMS);
    assertEquals(said(false), read(file));
  }

  @Test
  void writeDoccano_items_readBackWithTheirTexts(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.jsonl");
    TagFiles.writeDoccano(file, ITEMS);
    assertEquals(said(true), read(file));
    assertTrue(Files.readString(file).contains("[[1,5,\"ORG\"],[13,19,\"PER\"]]"), "code points");
  }

  @Test
  void writeProdigy_items_readBackWithTheirTexts(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.jsonl");
    TagFiles.writeProdigy(file, ITEMS);
    assertEquals(said(true), read(file));
    String written = Files.readString(file);
    assertTrue(
        written.contains(
            "{\"start\":1,\"end\":5,\"token_start\":1,\"token_end\":1,\"label\":\"ORG\"}"),
        written);
  }

  @Test
  void writeLabelStudio_items_readBackWithTheirTexts(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.json");
    TagFiles.writeLabelStudio(file, ITEMS);
    assertEquals(said(true), read(file));
    String written = Files.readString(file).replaceAll("\\s+", "");
    assertTrue(written.contains("{\"start\":2,\"end\":6,\"text\":\"Uber\""), "UTF-16 units");
  }

  @Test
  void writeBrat_items_readBackWithTheirTexts(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.txt");
    TagFiles.writeBrat(file, ITEMS);
    assertEquals(said(true), read(file));
    assertEquals(said(true), read(folder.resolve("a.ann")));
    assertEquals(said(true), read(folder));
    assertTrue(
        Files.readString(folder.resolve("a.ann")).startsWith("T1\tORG 1 5\tUber\nT2\tPER 13 19\t"));
  }

  @Test
  void write_whatAFormCannotHold_isRefusedAndLeavesNothing(@TempDir Path folder) {
    List<Labelled<TagSequence>> blank =
        List.of(
            ITEMS.get(0),
            new Labelled<>(Instance.ofWords("odd", List.of("a b")), new TagSequence(List.of("O"))));
    List<Labelled<TagSequence>> lines = List.of(text("odd", "one\ntwo"));
    List<Labelled<TagSequence>> few =
        List.of(
            new Labelled<>(
                Instance.ofWords("odd", List.of("a", "b")), new TagSequence(List.of("O"))));
    Path conll = folder.resolve("a.conll");
    Path brat = folder.resolve("a.txt");
    refused(() -> TagFiles.writeConll(conll, blank, TagScheme.IOB2));
    refused(() -> TagFiles.writeBrat(brat, lines));
    refused(() -> TagFiles.writeTokens(conll, few));
    refused(() -> TagFiles.writeDoccano(conll, few));
    assertFalse(Files.exists(conll) || Files.exists(brat), "a file was left");
  }

  private static void refused(Runnable write) {
    String message = assertThrows(InvalidInputException.class, write::run).getMessage();
    assertTrue(message.contains("'odd'"), message);
  }

  /** Whatever text and spans: every form with texts gives them back. */
  @Test
  void write_randomTexts_goRound(@TempDir Path folder) {
    RandomGenerator random = new Seeds(6).generator("texts", 0);
    String[] parts = {"a", "Bc", " ", ".", EMOJI, "\u05E9", "\u0301", "\u5317", "  ", "\"", "\\"};
    List<Labelled<TagSequence>> items = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      StringBuilder text = new StringBuilder(i + "x");
      for (int k = random.nextInt(9); k > 0; k--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      int words = WordRule.cut(text.toString()).size();
      List<Span> spans = new ArrayList<>();
      for (int at = random.nextInt(2); at < words; at += 1 + random.nextInt(2)) {
        spans.add(new Span("T" + random.nextInt(3), at, at + 1));
      }
      items.add(text(String.valueOf(i), text.toString(), spans.toArray(Span[]::new)));
    }
    Map<String, List<List<String>>> all = new HashMap<>();
    items.forEach(item -> all.put(item.instance().text(), said(item)));
    TagFiles.writeDoccano(folder.resolve("d.jsonl"), items);
    TagFiles.writeProdigy(folder.resolve("p.jsonl"), items);
    TagFiles.writeLabelStudio(folder.resolve("l.json"), items);
    TagFiles.writeBrat(folder.resolve("b.txt"), items);
    for (String name : List.of("d.jsonl", "p.jsonl", "l.json", "b.txt")) {
      assertEquals(all, read(folder.resolve(name)), name);
    }
  }
}
