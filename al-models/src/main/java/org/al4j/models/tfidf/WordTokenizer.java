package org.al4j.models.tfidf;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.al4j.core.text.UnspacedScripts;

/**
 * Cuts a text into lower-cased terms: maximal runs of letters, digits, underscores and combining
 * marks of any script, then, if wanted, pairs of neighbours joined by a space. Equal to
 * scikit-learn's {@code \w\w+} on English, Norwegian and Russian; marks are kept and the text is
 * composed first (NFC), so that a decomposed letter does not end a word. Where a script puts no
 * spaces between words, the terms are character n-grams: {@link UnspacedScripts}.
 */
final class WordTokenizer {
  /** What becomes of scripts without spaces; the number is in saved models. */
  enum Unspaced {
    /** A run is a word, as in models saved before there was a choice. */
    WORDS(1),
    /** A run is its n-grams, and letters of other widths are the usual ones. */
    CHARACTERS(2);

    private final int number;

    Unspaced(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  /** Between words that are no neighbours. */
  private static final String GAP = "";

  private final int minimumLength;
  private final int maximumNgram;
  private final Unspaced unspaced;

  WordTokenizer(TfidfSettings settings) {
    this(settings, Unspaced.CHARACTERS);
  }

  WordTokenizer(TfidfSettings settings, Unspaced unspaced) {
    this.minimumLength = settings.minimumTokenLength();
    this.maximumNgram = settings.maximumNgram();
    this.unspaced = unspaced;
  }

  List<String> terms(String text) {
    List<String> grams = new ArrayList<>();
    List<String> words = words(normalised(text).toLowerCase(Locale.ROOT), grams);
    List<String> terms = new ArrayList<>(words);
    terms.removeIf(GAP::equals);
    terms.addAll(grams);
    if (maximumNgram == 2) {
      for (int i = 1; i < words.size(); i++) {
        if (!words.get(i - 1).equals(GAP) && !words.get(i).equals(GAP)) {
          terms.add(words.get(i - 1) + ' ' + words.get(i));
        }
      }
    }
    return terms;
  }

  private String normalised(String text) {
    return unspaced == Unspaced.CHARACTERS
        ? UnspacedScripts.normalise(text)
        : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private List<String> words(String text, List<String> grams) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (isWordPart(point)) {
        start = start < 0 ? i : start;
      } else if (start >= 0) {
        addRun(text.substring(start, i), words, grams);
        start = -1;
      }
      i += Character.charCount(point);
    }
    if (start >= 0) {
      addRun(text.substring(start), words, grams);
    }
    return words;
  }

  private void addRun(String run, List<String> words, List<String> grams) {
    if (unspaced == Unspaced.WORDS) {
      addWord(run, words);
      return;
    }
    UnspacedScripts.cut(
        run,
        word -> addWord(word, words),
        gram -> {
          words.add(GAP);
          grams.add(gram);
        });
  }

  private void addWord(String word, List<String> words) {
    if (word.codePointCount(0, word.length()) >= minimumLength) {
      words.add(word);
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
