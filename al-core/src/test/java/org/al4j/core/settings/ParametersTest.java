package org.al4j.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {
  private enum Shape {
    ROUND,
    HALF_ROUND
  }

  private static Parameters p(String value) {
    return Parameters.of("knn", Map.of("p", value), "p");
  }

  private static String refusal(String value, Consumer<Parameters> read) {
    return assertThrows(InvalidInputException.class, () -> read.accept(p(value))).getMessage();
  }

  @Test
  void reading_nothingGiven_isTheDefaults() {
    Parameters none = Parameters.of("knn", Map.of(), "p");
    assertFalse(none.has("p"));
    assertEquals(7, none.whole("p", 7, 1, 3));
    assertEquals(-.5, none.real("p", -.5, 0, 1));
    assertEquals(-1, none.positive("p", -1));
    assertTrue(none.flag("p", true));
    assertEquals("first", none.oneOf("p", "first", "second"));
    assertEquals(Shape.HALF_ROUND, none.oneOf("p", Shape.HALF_ROUND));
    assertEquals(List.of("a", "b"), none.words("p", "a+b"));
    assertEquals(List.of(), none.words("p", ""));
    assertEquals("knn: p must be odd, found none", none.refused("p", "odd").getMessage());
    assertEquals("t", none.text("p", "t"));
  }

  @Test
  void reading_whatIsGiven_isItsValue() {
    assertTrue(p("").has("p"));
    assertEquals(3, p("3").whole("p", 7, 1, 3));
    assertEquals(-3, p("-3").whole("p", 7));
    assertEquals(1e-3, p("1e-3").real("p", 7));
    assertEquals(1, p("1").real("p", 0, 0, 1));
    assertFalse(p("false").flag("p", true));
    assertTrue(p("true").flag("p", false));
    assertEquals("second", p("second").oneOf("p", "first", "second"));
    assertEquals(Shape.HALF_ROUND, p("half-round").oneOf("p", Shape.ROUND));
    assertEquals(List.of("length", "price"), p("length+price").words("p", "x"));
    assertEquals(" t ", p(" t ").text("p", "x"));
    assertEquals("x", p("x").required("p", "a thing"));
  }

  @ParameterizedTest
  @CsvSource({"0", "4", "1.0", "x", "99999999999", "''"})
  void whole_outsideOrNone_isRefusedWithTheRange(String value) {
    assertEquals(
        "knn: p must be a whole number from 1 to 3, found '" + value + "'",
        refusal(value, given -> given.whole("p", 2, 1, 3)));
  }

  @Test
  void reading_whatBreaksARule_namesTheRule() {
    assertEquals("knn: p must be a whole number, found 'x'", refusal("x", g -> g.whole("p", 1)));
    assertEquals(
        "knn: p must be a whole number of at least 2, found '1'",
        refusal("1", g -> g.whole("p", 2, 2, Integer.MAX_VALUE)));
    assertEquals(
        "knn: p must be a whole number of at most 2, found '3'",
        refusal("3", g -> g.whole("p", 2, Integer.MIN_VALUE, 2)));
    assertEquals("knn: p must be a number, found 'NaN'", refusal("NaN", g -> g.real("p", 1)));
    assertEquals(
        "knn: p must be a number from 0 to 0.5, found '0.6'",
        refusal("0.6", g -> g.real("p", 0, 0, .5)));
    assertEquals(
        "knn: p must be a positive number, found '0'", refusal("0", g -> g.positive("p", 1)));
    assertEquals(
        "knn: p must be even, found '3.0'",
        refusal("3.0", g -> g.real("p", 0, "even", value -> value % 2 == 0)));
    assertEquals(
        "knn: p must be false or true, found 'yes'", refusal("yes", g -> g.flag("p", false)));
    assertEquals(
        "knn: p must be a, b or c, found 'd'", refusal("d", g -> g.oneOf("p", "a", "b", "c")));
    assertEquals(
        "knn: p must be round or half-round, found 'ROUND'",
        refusal("ROUND", g -> g.oneOf("p", Shape.ROUND)));
    assertEquals(
        "knn: p must be names joined by plus signs, found 'a++b'",
        refusal("a++b", g -> g.words("p", "x")));
    assertEquals("knn: no", p("").refused("no").getMessage());
  }

  @Test
  void required_notGiven_saysWhatItIs() {
    Parameters none = Parameters.of("knn", Map.of(), "folder");
    assertEquals(
        "knn needs the parameter 'folder': a directory",
        assertThrows(InvalidInputException.class, () -> none.required("folder", "a directory"))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epoch | knn has no parameter 'epoch'; nearest: epochs; known parameters: c, epochs, rate",
        "rtae | knn has no parameter 'rtae'; nearest: rate; known parameters: c, epochs, rate",
        "rat | knn has no parameter 'rat'; nearest: rate; known parameters: c, epochs, rate",
        "C | knn has no parameter 'C'; known parameters: c, epochs, rate",
        "depth | knn has no parameter 'depth'; known parameters: c, epochs, rate"
      })
  void of_unknownName_listsTheNearestAndAll(String name, String message) {
    List<String> known = List.of("rate", "epochs", "c");
    assertEquals(
        message,
        assertThrows(
                InvalidInputException.class, () -> Parameters.of("knn", Map.of(name, "1"), known))
            .getMessage());
  }

  @Test
  void of_unknownNameAndNoneKnown_saysSo() {
    assertEquals(
        "knn has no parameter 'k'; it takes none",
        assertThrows(InvalidInputException.class, () -> Parameters.of("knn", Map.of("k", "1")))
            .getMessage());
  }

  @Test
  void own_others_areLeftForOtherParts() {
    Parameters given = Parameters.own("committee", Map.of("members", "3", "c", "1"), "members");
    assertEquals(3, given.whole("members", 5));
    assertEquals(Map.of("c", "1"), given.others());
    assertFalse(given.has("c"));
  }
}
