package org.al4j.core.read.internal.tags;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.al4j.core.InvalidInputException;
import org.al4j.core.read.internal.LabelKinds;
import org.al4j.core.read.internal.RowReader;
import org.al4j.core.read.internal.Source;
import org.al4j.core.tags.CharSpan;
import org.al4j.core.tags.WordOffsets;
import org.al4j.core.tags.WordRule;

/** A text of brat, cut into its lines, with the spans of each. */
final class BratDocument {
  private static final Pattern SPAN =
      Pattern.compile("T\\S*\\t(\\S+) (\\d{1,9}) (\\d{1,9})((?:;\\d{1,9} \\d{1,9})*)(?:\\t(.*))?");
  private static final Pattern LAST = Pattern.compile(".*;\\d+ (\\d+)");

  private final Source source;
  private final String name;
  private final String text;
  private final List<Line> lines = new ArrayList<>();
  private boolean annotated;

  /** A line: where it starts, its text and its spans. */
  private record Line(int start, SpanTags.Text text, List<CharSpan> spans) {
    int end() {
      return start + text.text().length();
    }
  }

  BratDocument(Source source, String name, String text) {
    this.source = source;
    this.name = name;
    this.text = text;
    int start = 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      int stripped = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
      String line = text.substring(start, stripped);
      WordOffsets words = WordRule.cut(line);
      SpanTags.Text where = new SpanTags.Text(source, lines.size() + 1L, line, words);
      lines.add(new Line(start, where, new ArrayList<>()));
      start = end + 1;
    }
  }

  /** Takes the spans of the file beside the text. */
  void read(Source spans, String content, SpanTags tags) {
    annotated = true;
    long number = 0;
    for (String line : content.split("\n", -1)) {
      number++;
      String one = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      if (one.startsWith("T")) {
        try {
          span(spans, number, one, tags);
        } catch (InvalidInputException e) {
          String message = e.getMessage();
          throw message.startsWith(source.file().toString())
                  || message.startsWith(spans.file().toString())
              ? e
              : spans.error(number, message);
        }
      } else if (!one.isBlank() && "REAMN#*".indexOf(one.charAt(0)) < 0) {
        throw malformed(spans, number, one);
      }
    }
  }

  private static InvalidInputException malformed(Source spans, long number, String line) {
    return spans.error(
        number,
        "a line of brat such as 'T1<tab>PER 0 5<tab>Smith' expected, found "
            + LabelKinds.quoted(line));
  }

  private void span(Source spans, long number, String line, SpanTags tags) {
    Matcher parts = SPAN.matcher(line);
    if (!parts.matches()) {
      throw malformed(spans, number, line);
    }
    Matcher last = LAST.matcher(parts.group(4));
    long end = Long.parseLong(last.matches() ? last.group(1) : parts.group(3));
    CharSpan span =
        CharSpan.ofCodePoints(parts.group(1), Long.parseLong(parts.group(2)), end, text);
    String said = parts.group(5);
    boolean broken = !parts.group(4).isEmpty();
    if (!broken && said != null && !said.equals(span.of(text).replace('\n', ' '))) {
      throw spans.error(
          number,
          "the text has "
              + LabelKinds.quoted(span.of(text))
              + " where the span says "
              + LabelKinds.quoted(said)
              + "; offsets count code points of the whole text, ends of lines among them");
    }
    SpanTags.Text where = new SpanTags.Text(spans, number, text, WordRule.cut(""));
    if (broken) {
      tags.misfit(where, LabelKinds.quoted(line) + " is in several parts");
    }
    for (Line one : lines) {
      if (span.start() >= one.start() && span.end() <= one.end()) {
        one.spans()
            .add(new CharSpan(span.type(), span.start() - one.start(), span.end() - one.start()));
        return;
      }
    }
    tags.misfit(where, LabelKinds.quoted(line) + " is not within one line of the text");
  }

  /** The lines with a word. */
  List<Sentence> sentences(SpanTags tags) {
    List<Sentence> sentences = new ArrayList<>();
    for (Line line : lines) {
      SpanTags.Text where = line.text();
      List<String> words = where.words().words(where.text());
      List<String> found = annotated ? tags.of(where, line.spans()) : null;
      if (!words.isEmpty()) {
        sentences.add(
            new Sentence(
                Sentence.Place.of(where.line(), name + ":" + where.line(), null),
                new RowReader.Worded(where.text(), words),
                found,
                Map.of("document", name)));
      }
    }
    return sentences;
  }
}
