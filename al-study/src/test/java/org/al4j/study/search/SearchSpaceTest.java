package org.al4j.study.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchSpaceTest {
  @Test
  void grid_twoLists_isEveryPairTheLastFastest() {
    assertEquals(
        List.of(
            "head(c=1,checkpoint=minilm,pooling=mean)",
            "head(c=1,checkpoint=minilm,pooling=first-token)",
            "head(c=10,checkpoint=minilm,pooling=mean)",
            "head(c=10,checkpoint=minilm,pooling=first-token)"),
        SearchSpace.parse("head(checkpoint=minilm, c=1|10, pooling=mean|first-token)").grid());
    assertEquals(List.of("tfidf"), SearchSpace.parse("tfidf").grid());
    assertEquals(
        List.of("committee(of=tfidf(c=1))", "committee(of=ridge)"),
        SearchSpace.parse("committee(of=tfidf(c=1)|ridge)").grid());
  }

  @Test
  void drawn_fromLists_areDifferentAndOfTheSeedAlone() {
    SearchSpace space = SearchSpace.parse("tfidf(c=1|2|3|4|5,ngrams=1|2|3)");
    List<String> drawn = space.drawn(6, 7);
    assertEquals(6, new HashSet<>(drawn).size());
    assertTrue(space.grid().containsAll(drawn), drawn::toString);
    assertEquals(drawn, space.drawn(6, 7));
    assertNotEquals(drawn, space.drawn(6, 8));
    assertEquals(space.grid(), space.drawn(15, 7));
    assertEquals(space.grid(), space.drawn(16, 7));
  }

  @Test
  void drawn_fromRanges_liesWithinAndIsSpreadByTheLogarithm() {
    List<Double> rates =
        SearchSpace.parse("transformer(learning-rate=1e-5..1e-1)").drawn(200, 1).stream()
            .map(one -> Double.parseDouble(one.replaceAll("[^=]*=|\\)", "")))
            .toList();
    assertTrue(rates.stream().allMatch(rate -> rate >= 0.99e-5 && rate <= 1.01e-1));
    long small = rates.stream().filter(rate -> rate < 1e-3).count(); // half of the logarithms
    assertTrue(Math.abs(small - 100) < 35, "below the middle: " + small); // 5 deviations
    List<String> whole = SearchSpace.parse("tfidf(ngrams=1..3)").drawn(9, 1);
    assertEquals(3, whole.size());
    assertTrue(whole.stream().allMatch(one -> one.matches("tfidf\\(ngrams=[123]\\)")), "" + whole);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "tfidf(c=1||2);values to try are written c=a|b|c, each once and none empty, found '1||2'",
        "tfidf(c=1|1);values to try are written c=a|b|c, each once and none empty, found '1|1'",
        "tfidf(c=2..1);a range is written c=from..to, alone, from above 0 and below to",
        "tfidf(c=0..1);a range is written c=from..to, alone, from above 0 and below to",
        "tfidf(c=1..2|3);a range is written c=from..to, alone, from above 0 and below to",
        "tfidf(c=1|2;a name and its parameters are written name or name(parameter=value, ...)"
      })
  void parse_malformed_isRefused(String text, String message) {
    String said =
        assertThrows(InvalidInputException.class, () -> SearchSpace.parse(text)).getMessage();
    assertTrue(said.startsWith(message), said);
  }

  @Test
  void grid_rangeOrTooMany_isRefused() {
    SearchSpace range = SearchSpace.parse("tfidf(c=1..2)");
    assertEquals(
        "c=1..2 is a range, of which a grid has no end; give random, how many to draw, or values"
            + " as a|b|c",
        assertThrows(InvalidInputException.class, range::grid).getMessage());
    String many = "0|1|2|3|4|5|6|7|8|9|10";
    SearchSpace large = SearchSpace.parse("x(a=#,b=#,c=#,d=#)".replace("#", many));
    assertTrue(
        assertThrows(InvalidInputException.class, large::grid)
            .getMessage()
            .startsWith("there are more than 10000 learners to try"));
    assertEquals(5, large.drawn(5, 1).size());
    assertEquals(
        "random must lie between 1 and 10000, found 0",
        assertThrows(InvalidInputException.class, () -> large.drawn(0, 1)).getMessage());
  }
}
