package org.al4j.models.internal.tokenizer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A {@code pattern} of a tokenizer's JSON: a text, or a regular expression. The native library
 * tries expressions by backtracking, without a limit that could be caught: only those are taken
 * whose time grows with the text, and a few that are in wide use.
 */
record SplitPattern(ObjectNode json, Pattern java, int shortestMatch) {
  private static final String ESCAPE =
      "\\\\[sSdDwWnrtpP./^$*+?()\\[\\]{}|\\\\-](?:\\{\\^?\\w+\\})?";
  private static final String CLASS = "\\[\\^?(?:[^\\[\\]\\\\&]|" + ESCAPE + ")+\\]";
  private static final String ITEM = "(?:[^\\\\.^$*+?()\\[\\]{}|]|" + ESCAPE + "|" + CLASS + ")";
  private static final String LAST = ITEM + "(?:\\+|\\{[1-9]\\d{0,2}(?:,(?:\\d{1,3})?)?\\})?";
  private static final String BRANCH = "(?:" + ITEM + ")*" + LAST;

  /** Branches of characters and classes, of which the last may be repeated. */
  private static final Pattern SIMPLE = Pattern.compile(BRANCH + "(?:\\|" + BRANCH + ")*");

  /** That of GPT-2, which byte-level BPE has built in as well, and of those after it. */
  private static final Set<String> KNOWN =
      Set.of(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}|"
              + " ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
          "\\w+|[^\\w\\s]+");

  static SplitPattern read(Fields owner) {
    Fields fields = owner.object("pattern");
    fields.only("String", "Regex");
    if (fields.node().size() != 1) {
      throw fields.error("must be {\"String\": ...} or {\"Regex\": ...}, found %s", fields.node());
    }
    boolean plain = fields.node().has("String");
    String text = fields.text(plain ? "String" : "Regex");
    if (text.isEmpty()) {
      throw fields.error("must not be empty");
    }
    ObjectNode json = JsonFile.newObject().put(plain ? "String" : "Regex", text);
    return plain
        ? new SplitPattern(json, Pattern.compile(Pattern.quote(text)), text.length())
        : new SplitPattern(json, expression(fields, text), 1);
  }

  private static Pattern expression(Fields fields, String text) {
    try {
      Pattern pattern = Pattern.compile(text, Pattern.UNICODE_CHARACTER_CLASS);
      if (KNOWN.contains(text) || (text.length() <= 200 && SIMPLE.matcher(text).matches())) {
        return pattern;
      }
    } catch (PatternSyntaxException | StackOverflowError e) {
      throw fields.error("'%s' is no regular expression", text);
    }
    throw fields.error(
        "the regular expression '%s' is not one that AL4J reads: branches of characters and"
            + " classes, the last of which may be repeated",
        text);
  }
}
