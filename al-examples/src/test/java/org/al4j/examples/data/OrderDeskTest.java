package org.al4j.examples.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.LabelFormat;
import org.al4j.core.read.ReadOptions;
import org.al4j.core.tags.Span;
import org.al4j.core.tags.TagScheme;
import org.al4j.study.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderDeskTest {
  @TempDir Path dir;

  @Test
  void generator_runAgain_givesTheCommittedBytes() throws IOException {
    OrderDeskGenerator.main(new String[] {dir.toString()});
    for (String name : List.of("order-desk-train.conll", "order-desk-test.conll")) {
      assertEquals(resource(name), Files.readString(dir.resolve(name)), name);
    }
  }

  @Test
  void task_embedded_isWhatTheReaderReads() throws IOException {
    Task<TagSequence> task = OrderDesk.task();
    assertEquals(1600, task.train().size());
    assertEquals(400, task.test().size());
    Path file = dir.resolve("order-desk-train.conll");
    Files.writeString(file, resource("order-desk-train.conll"));
    var read = Datasets.open(file, Optional.empty(), ReadOptions.DEFAULT, LabelFormat.tags());
    assertEquals(read.train().labels(), task.labels());
    assertEquals(texts(read.train().items()), texts(task.train()));
  }

  private static Set<String> texts(List<Labelled<TagSequence>> items) {
    Set<String> texts = new TreeSet<>();
    items.forEach(item -> texts.add(item.instance().text() + item.annotation().tags()));
    return texts;
  }

  @Test
  void sentences_all_areDifferentSmallAndPrintable() {
    Set<String> seen = new HashSet<>();
    for (Labelled<TagSequence> one : OrderDeskGenerator.sentences()) {
      String text = one.instance().text();
      assertTrue(seen.add(text), text);
      assertTrue(one.instance().words().size() <= 30, text);
      assertTrue(text.matches("[\\x20-\\x7e]+"), text);
      assertFalse(text.matches(".*[\\[\\]{}<>|].*"), text);
      assertTrue(TagScheme.IOB2.problem(one.annotation().tags()).isEmpty(), text);
    }
  }

  @Test
  void task_words_areOfSeveralTypes() {
    Map<String, Set<String>> types = new HashMap<>();
    Map<String, Integer> spans = new TreeMap<>();
    int without = 0;
    for (Labelled<TagSequence> one : OrderDesk.task().train()) {
      List<Span> found = TagScheme.spans(one.annotation().tags());
      without += found.isEmpty() ? 1 : 0;
      for (Span span : found) {
        spans.merge(span.type(), 1, Integer::sum);
        for (int word = span.first(); word < span.end(); word++) {
          types
              .computeIfAbsent(one.instance().words().get(word), any -> new TreeSet<>())
              .add(span.type());
        }
      }
    }
    assertEquals(List.of("DATE", "PERSON", "PLACE", "PRODUCT"), List.copyOf(spans.keySet()));
    assertTrue(spans.values().stream().allMatch(count -> count > 400), spans::toString);
    assertTrue(without > 300, without + " without a span");
    assertEquals(Set.of("DATE", "PERSON", "PLACE", "PRODUCT"), types.get("May"));
    assertEquals(Set.of("PERSON", "PLACE", "PRODUCT"), types.get("Florence"));
    List<String> several = new ArrayList<>();
    types.forEach((word, of) -> several.addAll(of.size() > 1 ? List.of(word) : List.of()));
    assertTrue(several.size() > 60, several::toString);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = OrderDesk.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
