package org.al4j.core.tags;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Spans of characters as spans of words. What does not fit is told one by one: an edge within a
 * word or between words, no word at all, words that another span has. Each is widened to all words
 * that it touches; of two that have a word in common the longer one stays, of equally long ones the
 * first.
 *
 * @param spans the spans, in order, none of which overlap
 * @param misfits what did not fit, a line each; empty if everything did
 */
public record SpanFit(List<Span> spans, List<String> misfits) {
  /** Copies the lists. */
  public SpanFit {
    spans = List.copyOf(spans);
    misfits = List.copyOf(misfits);
  }

  /** Fits spans to the words of a text. */
  public static SpanFit of(String text, WordOffsets words, List<CharSpan> spans) {
    List<String> misfits = new ArrayList<>();
    List<Span> wide = new ArrayList<>();
    for (CharSpan span : spans) {
      int first = 0;
      while (first < words.size() && words.end(first) <= span.start()) {
        first++;
      }
      int end = first;
      while (end < words.size() && words.start(end) < span.end()) {
        end++;
      }
      if (end == first) {
        misfits.add(said(span, text) + " has no word");
        continue;
      }
      Span found = new Span(span.type(), first, end);
      CharSpan whole = words.characters(found);
      if (!whole.equals(span)) {
        misfits.add(said(span, text) + " does not fit the words " + said(whole, text));
      }
      wide.add(found);
    }
    return new SpanFit(apart(wide, words, text, misfits), misfits);
  }

  private static List<Span> apart(
      List<Span> wide, WordOffsets words, String text, List<String> misfits) {
    List<Span> longestFirst = new ArrayList<>(wide);
    longestFirst.sort(
        Comparator.comparingInt(Span::length).reversed().thenComparingInt(Span::first));
    List<Span> kept = new ArrayList<>();
    boolean[] taken = new boolean[words.size()];
    for (Span span : longestFirst) {
      boolean free = true;
      for (int i = span.first(); i < span.end(); i++) {
        free &= !taken[i];
      }
      if (!free) {
        misfits.add(said(words.characters(span), text) + " has a word of another span");
        continue;
      }
      for (int i = span.first(); i < span.end(); i++) {
        taken[i] = true;
      }
      kept.add(span);
    }
    kept.sort(Comparator.comparingInt(Span::first));
    return kept;
  }

  private static String said(CharSpan span, String text) {
    String shown = span.of(text);
    return span.type()
        + " "
        + span.start()
        + " to "
        + span.end()
        + " '"
        + (shown.length() <= 40 ? shown : shown.substring(0, 37) + "...")
        + "'";
  }
}
