package org.al4j.examples.report;

import java.util.List;

/** Writes HTML in which every text is escaped. */
public final class Html {
  private final StringBuilder out = new StringBuilder();

  Html() {}

  /**
   * The text with the five characters that mean something in HTML and XML replaced, and control
   * characters dropped.
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
        default -> out.append(c < ' ' && c != '\n' && c != '\t' ? ' ' : c);
      }
    }
    return out.toString();
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

  /** A table with a caption; the first column heads its row. */
  Html table(String caption, List<String> head, List<List<String>> rows) {
    raw("<table>").element("caption", caption).raw("<thead><tr>");
    head.forEach(cell -> raw("<th scope=\"col\">" + escape(cell) + "</th>"));
    raw("</tr></thead><tbody>");
    for (List<String> row : rows) {
      raw("<tr><th scope=\"row\">" + escape(row.get(0)) + "</th>");
      row.stream().skip(1).forEach(cell -> element("td", cell));
      raw("</tr>");
    }
    return raw("</tbody></table>");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
