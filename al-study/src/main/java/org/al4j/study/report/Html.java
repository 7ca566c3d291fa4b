package org.al4j.study.report;

import java.util.List;
import java.util.regex.Pattern;

/** Writes HTML in which every text is escaped. */
public final class Html {
  private static final Pattern INTERVAL = Pattern.compile("-?[0-9.]+ \\+- [0-9.]+");

  /**
   * Starts a part of a cell that has its own direction of reading; the cell reads from the left.
   */
  static final String ISOLATE = "\u2068";

  private final StringBuilder out = new StringBuilder();

  Html() {}

  /**
   * The text with the five characters that mean something in HTML and XML replaced, and a space for
   * what neither may contain: control characters, halves of a surrogate pair, U+FFFE and U+FFFF.
   */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(allowed(text, i) ? c : ' ');
      }
    }
    return out.toString();
  }

  private static boolean allowed(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
    return c == '\n' || c == '\t' || (!Character.isISOControl(c) && c < '\ufffe');
  }

  /** Markup that is known to be safe. */
  Html raw(String markup) {
    out.append(markup).append('\n');
    return this;
  }

  /** An element with a text. */
  Html element(String tag, String text) {
    out.append('<')
        .append(tag)
        .append('>')
        .append(escape(text))
        .append("</")
        .append(tag)
        .append(">\n");
    return this;
  }

  /** A table; the first column heads its row. Each cell knows its column's name, for phones. */
  Html table(Table table) {
    raw("<figure class=\"table\">").element("figcaption", table.caption());
    raw("<div class=\"scroll\"><table><thead><tr>");
    table.head().forEach(cell -> raw("<th scope=\"col\">" + escape(cell) + "</th>"));
    raw("</tr></thead><tbody>");
    for (List<String> row : table.rows()) {
      raw("<tr>");
      for (int i = 0; i < row.size(); i++) {
        raw(cell(i == 0, table.head().get(i), typeset(row.get(i))));
      }
      raw("</tr>");
    }
    return raw("</tbody></table></div></figure>");
  }

  private static String cell(boolean heading, String head, String text) {
    return (heading ? "<th scope=\"row\"" : "<td")
        + (text.startsWith(ISOLATE) ? " dir=\"ltr\"" : " dir=\"auto\"")
        + " data-head=\""
        + escape(head)
        + "\">"
        + escape(text)
        + (heading ? "</th>" : "</td>");
  }

  /** A number with its interval, which a terminal shows with +-, gets the sign for it. */
  private static String typeset(String text) {
    return INTERVAL.matcher(text).matches() ? text.replace("+-", "\u00b1") : text;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
