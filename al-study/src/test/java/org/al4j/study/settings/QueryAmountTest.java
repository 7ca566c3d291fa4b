package org.al4j.study.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryAmountTest {
  private static List<Instance> pool(int sentences, int words) {
    return Collections.nCopies(sentences, Instance.ofWords("x", Collections.nCopies(words, "w")));
  }

  private static QueryAmount amount(String words) {
    return QueryAmount.of("batch", words);
  }

  @ParameterizedTest
  @CsvSource({
    "100,100",
    "100texts,100",
    "1%,2",
    "10 %texts,20",
    "0.1%,1",
    "4072tokens,4072",
    "2%tokens,80",
    "100%tokens,4000",
    "0.26%tokens,10"
  })
  void of_pool_isANumber(String words, int expected) {
    assertEquals(expected, amount(words).of(pool(200, 20)));
    assertEquals(words.contains("tokens"), amount(words).isTokens());
  }

  /** PLASM's CoNLL-2003: 203,621 words, of which 2 % are 4,072. */
  @Test
  void of_conll_isThatOfThePaper() {
    List<Instance> pool = List.of(Instance.ofWords("x", Collections.nCopies(203621, "w")));
    assertEquals(4072, amount("2%tokens").of(pool));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "x",
        "",
        "1.5",
        "0%",
        "101%",
        "2%words",
        "1e3",
        "10 tokens2",
        "%",
        "2%%"
      })
  void of_otherWords_isRefusedWithTheSetting(String words) {
    String message =
        assertThrows(InvalidInputException.class, () -> amount(words)).message(name -> "--" + name);
    assertTrue(message.startsWith("--batch must be "), message);
    assertTrue(message.replace("'", "").endsWith("found " + words), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"20", "\"1%\"", "\"2%tokens\""})
  void json_amount_goesRound(String json) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    assertEquals(json, mapper.writeValueAsString(mapper.readValue(json, QueryAmount.class)));
  }

  @Test
  void equals_spelling_doesNotMatter() {
    assertEquals(amount("100"), amount("100texts"));
    assertEquals(amount("1%").hashCode(), amount("1.0%").hashCode());
    assertEquals(amount("1%"), amount("1.0%"));
    assertFalse(amount("1%").equals(amount("1%tokens")));
  }

  @Test
  void sizes_ofTwoUnitsOrTooMuch_areRefused() {
    List<Instance> pool = pool(10, 20);
    assertThrows(
        InvalidInputException.class,
        () -> QuerySizes.of(amount("10"), amount("2%tokens"), 2, pool));
    String message =
        assertThrows(
                InvalidInputException.class,
                () -> QuerySizes.of(amount("50%tokens"), amount("30%tokens"), 2, pool))
            .getMessage();
    assertTrue(message.contains("initial 100 + 2 rounds x 60 = 220 tokens wanted, 200"), message);
    assertThrows(
        InvalidInputException.class,
        () ->
            QuerySizes.of(
                amount("5tokens"), amount("5tokens"), 1, List.of(Instance.ofText("1", "a b"))));
  }

  @Test
  void sizes_ofTokens_countWhatWasToBeLabelled() {
    QuerySizes sizes = QuerySizes.of(amount("10%tokens"), amount("50tokens"), 2, pool(10, 20));
    assertEquals("20 tokens", sizes.firstBudget().describe());
    assertEquals("50 tokens", sizes.batchBudget().describe());
    List<Iteration> counted =
        sizes.counted(
            List.of(
                new Iteration(0, 1, 9, 0, java.util.Map.of(), 0, 0, 0),
                new Iteration(1, 4, 6, 0, java.util.Map.of(), 0, 0, 0)));
    assertEquals(List.of(20, 70), counted.stream().map(Iteration::labelled).toList());
    assertTrue(sizes.isFirst(labelled(1)));
    assertFalse(sizes.isFirst(labelled(4)));
  }

  private static List<Labelled<ClassLabel>> labelled(int count) {
    return pool(count, 20).stream().map(x -> new Labelled<>(x, new ClassLabel("a"))).toList();
  }
}
