package org.al4j.core.tags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TagSchemeTest {
  private static final List<Span> NAMES =
      List.of(
          new Span("PER", 0, 1),
          new Span("PER", 1, 3),
          new Span("LOC", 3, 4),
          new Span("A-B", 5, 8));

  private static List<String> tags(String text) {
    return List.of(text.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "IOB1,I-PER B-PER I-PER I-LOC O I-A-B I-A-B I-A-B",
    "IOB2,B-PER B-PER I-PER B-LOC O B-A-B I-A-B I-A-B",
    "IOBES,S-PER B-PER E-PER S-LOC O B-A-B I-A-B E-A-B",
    "BILOU,U-PER B-PER L-PER U-LOC O B-A-B I-A-B L-A-B",
  })
  void tags_spans_areWrittenAndReadBack(TagScheme scheme, String written) {
    assertEquals(tags(written), scheme.tags(NAMES, 8));
    assertEquals(NAMES, TagScheme.spans(tags(written)));
    assertEquals(Optional.empty(), scheme.problem(tags(written)));
  }

  /** Whatever the spans: written in any scheme they are well-formed, and read back the same. */
  @ParameterizedTest
  @EnumSource(TagScheme.class)
  void tags_randomSpans_goRoundInEachScheme(TagScheme scheme) {
    RandomGenerator random = new Seeds(3).generator("spans", scheme.ordinal());
    for (int trial = 0; trial < 500; trial++) {
      int words = 1 + random.nextInt(12);
      List<Span> spans = new ArrayList<>();
      for (int at = random.nextInt(3); at < words; at += random.nextInt(3)) {
        int end = Math.min(words, at + 1 + random.nextInt(3));
        spans.add(new Span(random.nextBoolean() ? "X" : "Y", at, end));
        at = end;
      }
      List<String> written = scheme.tags(spans, words);
      assertEquals(spans, TagScheme.spans(written), written::toString);
      assertEquals(Optional.empty(), scheme.problem(written), written::toString);
      assertEquals(words, written.size());
    }
  }

  /** Whatever the tags: what conlleval reads of them, written as IOB2, means the same. */
  @Test
  void spans_randomTags_areRepairedOnce() {
    RandomGenerator random = new Seeds(4).generator("tags", 0);
    List<String> some = tags("O B-X I-X E-X S-X L-X U-X B-Y I-Y E-Y B I");
    for (int trial = 0; trial < 2000; trial++) {
      List<String> tags = new ArrayList<>();
      for (int i = random.nextInt(9); i >= 0; i--) {
        tags.add(some.get(random.nextInt(some.size())));
      }
      List<Span> spans = TagScheme.spans(tags);
      List<String> repaired = TagScheme.IOB2.tags(spans, tags.size());
      assertEquals(spans, TagScheme.spans(repaired), tags::toString);
      assertEquals(Optional.empty(), TagScheme.IOB2.problem(repaired));
      int inside = spans.stream().mapToInt(Span::length).sum();
      assertEquals(inside, tags.stream().filter(tag -> !tag.equals("O")).count());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "IOB1,B-PER O,0",
    "IOB1,I-LOC B-PER,1",
    "IOB1,I-PER O B-PER,2",
    "IOB1,I-PER E-PER,1",
    "IOB2,I-PER,0",
    "IOB2,B-PER O I-PER,2",
    "IOB2,B-PER I-LOC,1",
    "IOB2,S-PER,0",
    "IOBES,B-PER,0",
    "IOBES,B-PER O,0",
    "IOBES,B-PER I-PER,1",
    "IOBES,B-PER E-LOC,0",
    "IOBES,O I-PER E-PER,1",
    "IOBES,E-PER,0",
    "IOBES,S-PER E-PER,1",
    "IOBES,B-PER E-PER I-PER,2",
    "IOBES,B-PER B-PER E-PER,0",
    "IOBES,B-PER S-PER,0",
    "IOBES,U-PER,0",
    "BILOU,B-PER,0",
    "BILOU,L-PER,0",
    "BILOU,U-PER L-PER,1",
    "BILOU,B-PER I-PER O,1",
    "BILOU,S-PER,0",
  })
  void problem_illFormed_namesTheWordAndTheTag(TagScheme scheme, String text, int word) {
    TagScheme.Problem problem = scheme.problem(tags(text)).orElseThrow();
    assertEquals(word, problem.word(), problem.what());
    assertTrue(problem.what().contains("'" + tags(text).get(word) + "'"), problem.what());
  }

  @Test
  void spans_tagsWithoutType_haveAnEmptyOne() {
    assertEquals(List.of(new Span("", 0, 2), new Span("", 3, 4)), TagScheme.spans(tags("B I O B")));
    assertEquals(tags("B I O B"), TagScheme.IOB2.tags(TagScheme.spans(tags("B I O B")), 4));
  }

  @ParameterizedTest
  @CsvSource({"PER", "B-", "X-PER", "BPER", "''", "o", "M-PER"})
  void spans_tagOfNoScheme_isRefusedByName(String tag) {
    String message =
        assertThrows(InvalidInputException.class, () -> TagScheme.spans(List.of(tag))).getMessage();
    assertTrue(message.contains("'" + tag + "'") && message.lines().count() == 1, message);
    assertTrue(TagScheme.refusal(tag).isPresent());
  }

  @Test
  void tags_overlapOrBeyond_isRefused() {
    List<Span> over = List.of(new Span("A", 0, 2), new Span("B", 1, 3));
    assertThrows(IllegalArgumentException.class, () -> TagScheme.IOB2.tags(over, 3));
    assertThrows(
        IllegalArgumentException.class, () -> TagScheme.IOB2.tags(List.of(new Span("A", 0, 2)), 1));
    assertThrows(IllegalArgumentException.class, () -> new Span("A", 2, 2));
  }

  @ParameterizedTest
  @CsvSource({"iob1,IOB1", "BIO,IOB2", "bioes,IOBES", "Bilou,BILOU"})
  void named_spelling_isTheScheme(String name, TagScheme scheme) {
    assertEquals(scheme, TagScheme.named(name));
  }

  @Test
  void named_other_isRefused() {
    assertThrows(InvalidInputException.class, () -> TagScheme.named("BMES"));
  }

  @ParameterizedTest
  @CsvSource({
    "I-PER B-PER O,IOB1",
    "I-PER O,IOB1",
    "B-PER I-PER O,IOB2",
    "O O,IOB2",
    "I-PER O B-LOC,IOB2",
    "S-PER O,IOBES",
    "B-PER L-PER,BILOU",
    "B-A B-A,IOB2",
  })
  void guess_file_hasItsScheme(String text, TagScheme scheme) {
    SchemeGuess guess = new SchemeGuess();
    guess.see(tags(text));
    assertEquals(scheme, guess.scheme());
  }

  @Test
  void guess_twoSchemes_isRefused() {
    SchemeGuess guess = new SchemeGuess();
    guess.see(tags("S-A"));
    guess.see(tags("U-A"));
    assertThrows(InvalidInputException.class, guess::scheme);
  }
}
