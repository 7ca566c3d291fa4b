package org.al4j.models.regression;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.al4j.core.data.Instance;

/** Counts of words by hash, as a vector of length one; see {@link Features#hashedWords}. */
record HashedWords(int size) implements Features {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  HashedWords {
    if (size < 1) {
      throw new IllegalArgumentException("there must be at least 1 feature, found " + size);
    }
  }

  @Override
  public void read(Instance x, double[] out) {
    Arrays.fill(out, 0, size, 0);
    Matcher words = WORD.matcher(x.text().toLowerCase(Locale.ROOT));
    while (words.find()) {
      out[
          Math.floorMod(
              words.group().hashCode(), size)]++; // String's hash is the same on every platform
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

  @Override
  public String describe() {
    return size + " hashed words";
  }
}
