package org.al4j.strategies.plasm;

import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.TagSequence;

/**
 * Words that tags hold together.
 *
 * @param end the word behind the last
 */
record TagSpan(String type, int start, int end) {
  /** The spans of IOB2 tags, as conlleval reads them: an I- without its B- begins a span too. */
  static List<TagSpan> of(TagSequence sequence) {
    List<TagSpan> spans = new ArrayList<>();
    List<String> tags = sequence.tags();
    int start = -1; // of the span that is open
    for (int word = 0; word <= tags.size(); word++) {
      String tag = word == tags.size() ? "O" : tags.get(word);
      boolean goesOn =
          start >= 0 && tag.startsWith("I-") && type(tag).equals(type(tags.get(start)));
      if (start >= 0 && !goesOn) {
        spans.add(new TagSpan(type(tags.get(start)), start, word));
        start = -1;
      }
      if (start < 0 && isInSpan(tag)) {
        start = word;
      }
    }
    return spans;
  }

  static boolean isInSpan(String tag) {
    return tag.startsWith("B-") || tag.startsWith("I-");
  }

  static String type(String tag) {
    return tag.substring(2);
  }
}
