package org.al4j.models.regression;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.al4j.core.data.Instance;
import org.al4j.core.text.UnspacedScripts;

/**
 * Counts of words by hash, as a vector of length one; see {@link Features#hashedWords}.
 *
 * @param runsAreWords as in models saved before scripts without spaces were told apart
 */
record HashedWordCounts(int size, boolean runsAreWords) implements Features {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  /** Letters with their marks, but not what selects the look of an emoji. */
  private static final Pattern RUN =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}[\\p{Mn}\\p{Mc}&&[^\\uFE00-\\uFE0F]]]*");

  HashedWordCounts {
    if (size < 1) {
      throw new IllegalArgumentException("there must be at least 1 feature, found " + size);
    }
  }

  @Override
  public void read(Instance x, double[] out) {
    Arrays.fill(out, 0, size, 0);
    if (runsAreWords) {
      Matcher words = WORD.matcher(x.text().toLowerCase(Locale.ROOT));
      while (words.find()) {
        count(words.group(), out);
      }
    } else {
      String text = UnspacedScripts.normalise(x.text()).toLowerCase(Locale.ROOT);
      Matcher runs = RUN.matcher(text);
      while (runs.find()) {
        UnspacedScripts.cut(runs.group(), word -> count(word, out), gram -> count(gram, out));
      }
    }
    double squares = 0;
    for (int j = 0; j < size; j++) {
      squares += out[j] * out[j];
    }
    double length = squares == 0 ? 1 : Math.sqrt(squares);
    for (int j = 0; j < size; j++) {
      out[j] /= length;
    }
  }

  /** A string's hash is the same on every platform. */
  private void count(String term, double[] out) {
    out[Math.floorMod(term.hashCode(), size)]++;
  }

  /** The same features as they were read before scripts without spaces were told apart. */
  HashedWordCounts asInFormatOne() {
    return new HashedWordCounts(size, true);
  }

  @Override
  public String describe() {
    return size + " hashed words";
  }
}
