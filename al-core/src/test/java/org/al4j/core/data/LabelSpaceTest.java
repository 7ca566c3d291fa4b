package org.al4j.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;

class LabelSpaceTest {
  private static final LabelSpace SPACE = LabelSpace.of("sport", "world");
  private static final Instance WORDS = Instance.ofWords("w", List.of("a", "b"));

  @Test
  void index_declaredOrder_isTheColumnOrder() {
    assertEquals(0, SPACE.index("sport"));
    assertEquals(1, SPACE.index("world"));
    assertEquals("world", SPACE.name(1));
    assertEquals(2, SPACE.size());
  }

  @Test
  void sorted_anyOrder_givesTheSameSpace() {
    assertEquals(LabelSpace.sorted(List.of("b", "a", "b")), LabelSpace.of("a", "b"));
  }

  @Test
  void index_unknownName_listsTheDeclared() {
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> SPACE.index("sprot"));
    assertEquals("unknown label 'sprot'; declared labels: sport, world", error.getMessage());
  }

  @Test
  void of_nameTwice_isRefused() {
    assertThrows(InvalidInputException.class, () -> LabelSpace.of("a", "a"));
  }

  @Test
  void refusal_eachKind_fitsOrSaysWhy() {
    assertEquals(Optional.empty(), SPACE.refusal(WORDS, new ClassLabel("sport")));
    assertEquals(
        Optional.of("unknown label 'x'; declared labels: sport, world"),
        SPACE.refusal(WORDS, new LabelSet(List.of("sport", "x"))));
    assertEquals(
        Optional.of("1 tags for 2 words; give one tag per word"),
        SPACE.refusal(WORDS, new TagSequence(List.of("sport"))));
    assertEquals(
        Optional.empty(), SPACE.refusal(WORDS, new TagSequence(List.of("sport", "world"))));
    assertEquals(Optional.empty(), LabelSpace.none().refusal(WORDS, new RealValue(1)));
    assertEquals(Optional.empty(), LabelSpace.none().refusal(WORDS, new TargetText("t")));
  }

  @Test
  void refusal_emptySetNumbersAndTexts_fitWhereTheyCan() {
    assertEquals(Optional.empty(), SPACE.refusal(WORDS, new LabelSet(List.of())));
    assertEquals(Optional.empty(), LabelSpace.none().refusal(WORDS, new LabelSet(List.of())));
    assertEquals(
        Optional.of("unknown label 'x'; declared labels: none"),
        LabelSpace.none().refusal(WORDS, new ClassLabel("x")));
    assertEquals(
        Optional.of(
            "a number where labels are declared: sport, world; numbers and texts have none"),
        SPACE.refusal(WORDS, new RealValue(1)));
    assertEquals(
        Optional.of("a text where labels are declared: sport, world; numbers and texts have none"),
        SPACE.refusal(WORDS, new TargetText("t")));
  }

  @Test
  void names_eachKind_areTheLabelsItUses() {
    assertEquals(List.of("a"), new ClassLabel("a").names());
    assertEquals(List.of("a", "b"), new LabelSet(List.of("b", "a")).names());
    assertEquals(List.of("O", "B", "O"), new TagSequence(List.of("O", "B", "O")).names());
    assertEquals(List.of(), new RealValue(1).names());
    assertEquals(List.of(), new TargetText("a").names());
  }

  @Test
  void labelSet_anyOrderAndRepeats_isEqual() {
    assertEquals(new LabelSet(List.of("a", "b")), new LabelSet(List.of("b", "a", "b")));
  }

  @Test
  void realValue_notFinite_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new RealValue(Double.NaN));
  }
}
