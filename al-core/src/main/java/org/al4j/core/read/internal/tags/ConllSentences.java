package org.al4j.core.read.internal.tags;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.al4j.core.read.internal.LabelKinds;
import org.al4j.core.read.internal.LineSplitter;
import org.al4j.core.read.internal.RowReader;
import org.al4j.core.read.internal.Source;
import org.al4j.core.tags.TagScheme;
import org.jspecify.annotations.Nullable;

/** The sentences of one file with words in columns. */
final class ConllSentences implements TaggedRows {
  private static final String DOCUMENT = "document";
  private static final String START = "-DOCSTART-";
  private static final Pattern BLANKS = Pattern.compile(" +");
  private static final Pattern BEGIN =
      Pattern.compile("#begin document \\(?(.*?)\\)?(?:; part (\\d+))?\\s*");

  /**
   * Which columns to read, from 1 on, or from -1 for the last.
   *
   * @param tag empty: {@code usualTag}, and none where the words stand alone
   */
  record Columns(int word, Optional<Integer> tag, int usualTag) {}

  private final Source source;
  private final Columns columns;
  private final boolean brackets;
  private final RowReader.Labels labels;
  private final Reader in;
  private final LineSplitter lines;
  private final Map<String, String> same = new HashMap<>(); // tags repeat
  private int width;
  private long firstLine;
  private int documents;
  private Map<String, String> attributes = Map.of();
  private @Nullable Bracket bracket;

  ConllSentences(Source source, Columns columns, boolean brackets, RowReader.Labels labels) {
    this.source = source;
    this.columns = columns;
    this.brackets = brackets;
    this.labels = labels;
    this.in = source.utf8();
    this.lines = new LineSplitter(source, in);
  }

  /** The words of a sentence so far. */
  private static final class Open {
    final List<String> words = new ArrayList<>();
    final List<String> tags = new ArrayList<>();
    final List<Long> lines = new ArrayList<>();
  }

  @Override
  public @Nullable Sentence next() throws IOException {
    Open open = new Open();
    bracket = new Bracket(source);
    while (true) {
      String line = lines.next();
      boolean starts = line != null && isStart(line);
      if (line == null || line.isBlank() || starts) {
        Sentence sentence = open.words.isEmpty() ? null : sentence(open);
        if (starts) {
          documents++;
          attributes = Map.of(DOCUMENT, Integer.toString(documents));
        }
        if (sentence != null || line == null) {
          return sentence;
        }
      } else {
        take(open, line);
      }
    }
  }

  private static boolean isStart(String line) {
    return line.startsWith(START)
        && (line.length() == START.length() || " \t".indexOf(line.charAt(START.length())) >= 0);
  }

  private Sentence sentence(Open open) {
    if (bracket != null) {
      bracket.end(lines.line());
    }
    List<String> tags = open.tags.isEmpty() ? null : open.tags;
    long first = open.lines.get(0);
    return new Sentence(
        new Sentence.Place(open.lines, Long.toString(first), null),
        RowReader.Worded.of(open.words),
        tags,
        attributes);
  }

  private void take(Open open, String line) {
    String[] cells =
        line.indexOf('\t') >= 0 ? line.split("\t", -1) : BLANKS.split(line.strip(), -1);
    if (line.startsWith("#") && isComment(line, cells)) {
      return;
    }
    if (width == 0) {
      width = cells.length;
      firstLine = lines.line();
    } else if (width != cells.length && !brackets) {
      throw source.error(
          lines.line(),
          cells.length
              + (cells.length == 1 ? " column" : " columns")
              + " where line "
              + firstLine
              + " has "
              + width
              + ": "
              + LabelKinds.quoted(line));
    }
    String word = cell(cells, columns.word(), "words");
    if (word.isEmpty()) {
      throw source.error(
          lines.line(), "a word must not be empty, found " + LabelKinds.quoted(line));
    }
    open.words.add(word);
    open.lines.add(lines.line());
    if (labels != RowReader.Labels.IGNORED && isTagged(cells)) {
      String cell = cell(cells, columns.tag().orElse(columns.usualTag()), "tags").strip();
      String tag = brackets && bracket != null ? bracket.tag(cell, lines.line()) : cell;
      open.tags.add(same.computeIfAbsent(tag, found -> found));
    }
  }

  /** A row may begin with the word #, so a comment is what no row can be. */
  private boolean isComment(String line, String[] cells) {
    if (brackets) {
      begin(line);
      return true;
    }
    if (width == 0 && line.startsWith("# ")) {
      return true;
    }
    boolean fits = width == 0 || width == cells.length;
    int at = index(columns.tag().orElse(columns.usualTag()), cells.length);
    boolean tagged =
        cells.length > 1
            && at >= 0
            && at < cells.length
            && TagScheme.refusal(cells[at].strip()).isEmpty();
    boolean words = cells.length == 1 && labels != RowReader.Labels.WANTED;
    return !(fits && (tagged || words));
  }

  private void begin(String line) {
    Matcher begin = BEGIN.matcher(line);
    if (begin.matches()) {
      String part = begin.group(2) == null ? "" : " part " + begin.group(2);
      attributes = Map.of(DOCUMENT, begin.group(1) + part);
    }
  }

  /** Whether there are tags; words alone in a file are unlabelled. */
  private boolean isTagged(String[] cells) {
    if (cells.length > 1 || columns.tag().isPresent()) {
      return true;
    }
    if (labels == RowReader.Labels.WANTED) {
      throw source.error(
          lines.line(),
          "a column of tags is missing, found one column "
              + LabelKinds.quoted(cells[0])
              + "; give words and tags with a tab or blanks between them");
    }
    return false;
  }

  private String cell(String[] cells, int column, String what) {
    int index = index(column, cells.length);
    if (index < 0 || index >= cells.length) {
      throw source.error(
          lines.line(),
          "no column "
              + column
              + " of "
              + what
              + ", the line has "
              + cells.length
              + ": "
              + LabelKinds.quoted(String.join(" ", cells)));
    }
    return cells[index];
  }

  private static int index(int column, int count) {
    return column > 0 ? column - 1 : count + column;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** The names of CoNLL-2012: {@code (PERSON*}, {@code *}, {@code *)}, {@code (DATE)}. */
  private static final class Bracket {
    private static final Pattern CELL = Pattern.compile("(?:\\(([^()*\\s]+))?(\\*?)(\\))?");
    private final Source source;
    private String type = "";

    Bracket(Source source) {
      this.source = source;
    }

    String tag(String cell, long line) {
      Matcher parts = CELL.matcher(cell);
      boolean right = !cell.isEmpty() && parts.matches();
      boolean opens = right && parts.group(1) != null;
      boolean closes = right && parts.group(3) != null;
      if (!right
          || (opens ? !type.isEmpty() : parts.group(2).isEmpty())
          || (closes && !opens && type.isEmpty())
          || (opens && !closes && parts.group(2).isEmpty())) {
        throw source.error(
            line,
            "a name must be in brackets such as (PERSON* .. *) or (DATE), none in another, found '"
                + cell
                + "'"
                + (type.isEmpty() ? "" : " in (" + type));
      }
      type = opens ? parts.group(1) : type;
      String tag = type.isEmpty() ? TagScheme.OUTSIDE : (opens ? "B-" : "I-") + type;
      type = closes ? "" : type;
      return tag;
    }

    void end(long line) {
      if (!type.isEmpty()) {
        throw source.error(line, "the bracket (" + type + "* is never closed in its sentence");
      }
    }
  }
}
