package org.al4j.study.report.marks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.al4j.core.tags.CharSpan;

/**
 * A text with typed spans, none of which overlap.
 *
 * @param spans in order
 */
public record MarkedText(String text, List<CharSpan> spans) {
  private static final Pattern LINE = Pattern.compile("(\\d{1,9})-(\\d{1,9}) (.*)");
  private static final int LONGEST = 400;

  /** Colours that those tell apart who are colour-blind (Okabe and Ito), as red, green, blue. */
  private static final List<String> COLOURS =
      List.of(
          "230,159,0",
          "86,180,233",
          "0,158,115",
          "240,228,66",
          "0,114,178",
          "213,94,0",
          "204,121,167",
          "153,153,153");

  /** Copies the list. */
  public MarkedText {
    spans = List.copyOf(spans);
  }

  /** Spans as a note has them: {@code 0-4 ORG}, a line each. */
  public static String write(List<CharSpan> spans) {
    return spans.stream()
        .map(span -> span.start() + "-" + span.end() + " " + span.type())
        .collect(Collectors.joining("\n"));
  }

  /** Reads what {@link #write} wrote; what is not of the text, or overlaps, is left out. */
  public static MarkedText read(String text, String written) {
    List<CharSpan> spans = new ArrayList<>();
    for (String line : written.split("\n", -1)) {
      Matcher parts = LINE.matcher(line);
      if (parts.matches()) {
        int start = Integer.parseInt(parts.group(1));
        int end = Integer.parseInt(parts.group(2));
        if (start < end && end <= text.length()) {
          spans.add(new CharSpan(parts.group(3), start, end));
        }
      }
    }
    spans.sort(Comparator.comparingInt(CharSpan::start));
    List<CharSpan> apart = new ArrayList<>();
    int free = 0;
    for (CharSpan span : spans) {
      if (span.start() >= free) {
        apart.add(span);
        free = span.end();
      }
    }
    return new MarkedText(text, apart);
  }

  /**
   * The text as HTML, each span on the colour of its type with the type behind it; a long text is
   * cut, never within a span.
   *
   * @param escape makes a text one that has no markup
   * @param types all types, in the order of the colours
   */
  public String html(UnaryOperator<String> escape, List<String> types) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (CharSpan span : spans) {
      if (span.end() > LONGEST) {
        break;
      }
      out.append(escape.apply(text.substring(at, span.start())));
      out.append("<mark style=\"background:rgba(").append(colour(span.type(), types));
      out.append(",.35)\">").append(escape.apply(span.of(text)));
      out.append(" <small>").append(escape.apply(span.type())).append("</small></mark>");
      at = span.end();
    }
    int end = text.length();
    if (end > LONGEST) {
      int cut = Math.max(at, LONGEST);
      end = Character.isLowSurrogate(text.charAt(cut < end ? cut : end - 1)) ? cut + 1 : cut;
    }
    out.append(escape.apply(text.substring(at, Math.min(end, text.length()))));
    return out.append(end < text.length() ? "\u2026" : "").toString();
  }

  private static String colour(String type, List<String> types) {
    return COLOURS.get(Math.floorMod(types.indexOf(type), COLOURS.size()));
  }
}
