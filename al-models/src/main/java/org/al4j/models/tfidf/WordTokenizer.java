package org.al4j.models.tfidf;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a text into lower-cased terms: maximal runs of letters, digits, underscores and combining
 * marks of any script, then, if wanted, pairs of neighbours joined by a space. Equal to
 * scikit-learn's {@code \w\w+} on English, Norwegian and Russian; marks are kept and the text is
 * composed first (NFC), so that a decomposed letter does not end a word.
 */
final class WordTokenizer {
  private final int minimumLength;
  private final int maximumNgram;

  WordTokenizer(TfidfSettings settings) {
    this.minimumLength = settings.minimumTokenLength();
    this.maximumNgram = settings.maximumNgram();
  }

  List<String> terms(String text) {
    List<String> terms =
        words(Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
    if (maximumNgram == 2) {
      for (int i = 1, words = terms.size(); i < words; i++) {
        terms.add(terms.get(i - 1) + ' ' + terms.get(i));
      }
    }
    return terms;
  }

  private List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (isWordPart(point)) {
        start = start < 0 ? i : start;
      } else if (start >= 0) {
        add(words, text, start, i);
        start = -1;
      }
      i += Character.charCount(point);
    }
    if (start >= 0) {
      add(words, text, start, text.length());
    }
    return words;
  }

  private void add(List<String> words, String text, int start, int end) {
    if (text.codePointCount(start, end) >= minimumLength) {
      words.add(text.substring(start, end));
    }
  }

  private static boolean isWordPart(int point) {
    if (Character.isLetterOrDigit(point) || point == '_') {
      return true;
    }
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
