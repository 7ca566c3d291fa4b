package org.al4j.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class InvalidInputExceptionTest {
  @Test
  void message_ordinary_asItIs() {
    String message = "data.csv:3: label '\u4e2d\ud83d\ude42' is unknown; known: yes, no";
    assertEquals(message, new InvalidInputException(message).getMessage());
  }

  @Test
  void message_withLineBreaksAndControlCharacters_isOneLine() {
    String message = "x.json: no token 'a\r\n  b\u2028c\u0085d\te\u001b[31m\0'\n";
    assertEquals(
        "x.json: no token 'a b c d?e?[31m?' ",
        new InvalidInputException(message, new IllegalStateException()).getMessage());
  }

  @Test
  void message_withAHugeValue_losesItsMiddle() {
    String message = "x.json: found '" + "z".repeat(5_000) + "'; give a number";
    String told = new InvalidInputException(message).getMessage();
    assertEquals(1_005, told.length());
    assertEquals("x.json: found 'zz", told.substring(0, 17));
    assertEquals("zz'; give a number", told.substring(told.length() - 18));
  }

  @Test
  void ofSettings_names_areJavasUnlessToldOtherwise() {
    InvalidInputException e =
        InvalidInputException.ofSettings(
            "{testShare} must lie between 0 and 1, found %s; or give {test}, not '%s'",
            1.5, "{x} 100%\n$1");
    assertEquals(
        "testShare must lie between 0 and 1, found 1.5; or give test, not '{x} 100% $1'",
        e.getMessage());
    assertEquals(
        "--testShare must lie between 0 and 1, found 1.5; or give --test, not '{x} 100% $1'",
        e.message(name -> "--" + name));
    assertEquals("a {b} c", new InvalidInputException("a {b} c").message(name -> "--" + name));
  }
}
