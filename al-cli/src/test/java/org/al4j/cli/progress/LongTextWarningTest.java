package org.al4j.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.al4j.core.text.TextsRead;
import org.junit.jupiter.api.Test;

class LongTextWarningTest {
  private static String printed(TextsRead read) {
    StringWriter text = new StringWriter();
    LongTextWarning.print(read, new PrintWriter(text));
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  @Test
  void print_manyTextsInVain_warns() {
    assertEquals(
        "warning: 3 of 10 texts had no word that the model knows, so it could only guess; label"
            + " more, or take a transformer of their language\n",
        printed(new TextsRead(10, 0, 0, 3)));
  }

  @Test
  void print_fewTextsInVainOrNone_saysNothing() {
    assertEquals("", printed(new TextsRead(10, 0, 0, 2)));
    assertEquals("", printed(TextsRead.NONE));
  }

  @Test
  void print_cutTexts_warns() {
    assertEquals(
        "warning: 1 of 4 texts were longer than 8 tokens and lost their end\n",
        printed(new TextsRead(4, 1, 8)));
  }
}
