package org.al4j.study.report.marks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.al4j.core.tags.CharSpan;
import org.al4j.study.report.Html;
import org.junit.jupiter.api.Test;

class MarkedTextTest {
  private static final List<String> TYPES = List.of("LOC", "P<R");

  @Test
  void read_whatWasWritten_isTheSame() {
    List<CharSpan> spans = List.of(new CharSpan("P<R", 0, 2), new CharSpan("a b", 3, 5));
    assertEquals("0-2 P<R\n3-5 a b", MarkedText.write(spans));
    assertEquals(spans, MarkedText.read("Bo Al", MarkedText.write(spans)).spans());
    assertEquals(List.of(), MarkedText.read("Bo", "").spans());
  }

  @Test
  void read_oddLines_areLeftOut() {
    String odd = "0-2 A\n1-3 B\n4-99 C\n2-2 D\nnonsense\n3-5 E";
    assertEquals(
        List.of(new CharSpan("A", 0, 2), new CharSpan("E", 3, 5)),
        MarkedText.read("Bo Al", odd).spans());
  }

  @Test
  void html_spans_areEscapedAndColoured() {
    String html = MarkedText.read("<b> & Bo", "0-3 P<R\n6-8 LOC").html(Html::escape, TYPES);
    assertEquals(
        "<mark style=\"background:rgba(86,180,233,.35)\">&lt;b&gt; <small>P&lt;R</small></mark>"
            + " &amp; <mark style=\"background:rgba(230,159,0,.35)\">Bo <small>LOC</small></mark>",
        html);
  }

  @Test
  void html_longText_isCutOutsideOfCharactersAndSpans() {
    String text = "x".repeat(399) + "\uD83D\uDE00" + "y".repeat(300);
    String plain = new MarkedText(text, List.of()).html(Html::escape, TYPES);
    assertTrue(plain.endsWith("\uD83D\uDE00\u2026"), plain);
    MarkedText over = new MarkedText(text, List.of(new CharSpan("LOC", 398, 500)));
    assertFalse(over.html(Html::escape, TYPES).contains("<mark"));
    assertEquals("short", new MarkedText("short", List.of()).html(Html::escape, TYPES));
  }
}
