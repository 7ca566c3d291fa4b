package org.al4j.models.embedding;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.io.IoReason;

/** Vectors by word: those of a file, or drawn by the word's hash. Immutable. */
public final class VectorTable {
  private final int width;
  private final long seed;
  private final Map<String, Integer> places; // in the order of rows; empty: drawn
  private final float[] values; // [V, d]
  private final String identity;

  private VectorTable(int width, long seed, Map<String, Integer> places, float[] values) {
    if (width < 1) {
      throw new IllegalArgumentException("vectors must have 1 number or more, found " + width);
    }
    this.width = width;
    this.seed = seed;
    this.places = places;
    this.values = values;
    this.identity = isDrawn() ? "drawn, width " + width + ", seed " + seed : "sha256 " + sha256();
  }

  /**
   * Vectors without a file: every word has one, whose {@code width} numbers are drawn evenly from
   * [-1, 1) by its hash and the seed.
   */
  public static VectorTable random(int width, long seed) {
    return new VectorTable(width, seed, Map.of(), new float[0]);
  }

  /**
   * Vectors of some words.
   *
   * @param words in the order of the rows, all different
   * @param values {@code [V, d]} by rows, finite; not copied
   */
  public static VectorTable of(List<String> words, float[] values) {
    Map<String, Integer> places = new LinkedHashMap<>();
    words.forEach(word -> places.put(word, places.size()));
    if (words.isEmpty() || places.size() != words.size() || values.length % words.size() != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "words must differ and have equally many numbers each, found %d different ones of %d"
                  + " and %d numbers",
              places.size(),
              words.size(),
              values.length));
    }
    int width = values.length / words.size();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "vectors must have finite numbers, found "
                + values[i]
                + " for '"
                + words.get(i / width)
                + "'");
      }
    }
    return new VectorTable(width, 0, places, values);
  }

  /**
   * Reads vectors from a text file, a word and its numbers a line, parted by spaces, as GloVe and
   * word2vec write them; a first line of two numbers is passed over. Of a word that stands there
   * twice the first counts. Needs about {@code 4 d + 100} bytes of heap a word.
   *
   * @throws InvalidInputException naming file and line, if it is something else
   */
  public static VectorTable read(Path file) {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      return new Reading(file).read(lines);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(file + ": not valid UTF-8; save it as UTF-8", e);
    } catch (IOException e) {
      throw new InvalidInputException(file + ": word vectors cannot be read: " + IoReason.of(e), e);
    }
  }

  /** Numbers of a vector. */
  public int width() {
    return width;
  }

  /** How many words have one; 0 where every word has. */
  public int size() {
    return places.size();
  }

  /** Whether every word has a vector, drawn by its hash. */
  public boolean isDrawn() {
    return places.isEmpty();
  }

  /** What vectors are drawn by; 0 of those of a file. */
  public long seed() {
    return seed;
  }

  /** The words in the order of the rows; none where every word has a vector. */
  public List<String> words() {
    return List.copyOf(places.keySet());
  }

  /** The vectors, {@code [V, d]} by rows; not a copy. */
  public float[] values() {
    return values;
  }

  /** What tells it from another one. */
  public String identity() {
    return identity;
  }

  /** How many vectors of which width. */
  public String describe() {
    return (isDrawn() ? "drawn" : places.size()) + " word vectors of " + width;
  }

  /** Whether the word, as it is written, has a vector. */
  public boolean has(String word) {
    return isDrawn() || places.containsKey(word);
  }

  /** Copies a word's vector; leaves what is there where there is none. */
  public void copy(String word, float[] into, int at) {
    if (isDrawn()) {
      SplittableRandom random = new SplittableRandom(new Seeds(seed).seed(word, 0));
      for (int k = 0; k < width; k++) {
        into[at + k] = (float) (2 * random.nextDouble() - 1);
      }
      return;
    }
    Integer place = places.get(word);
    if (place != null) {
      System.arraycopy(values, place * width, into, at, width);
    }
  }

  private String sha256() {
    Hasher hasher = Hashing.sha256().newHasher().putInt(width);
    places.keySet().forEach(word -> hasher.putInt(word.length()).putUnencodedChars(word));
    for (float value : values) {
      hasher.putFloat(value);
    }
    return hasher.hash().toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VectorTable table && identity.equals(table.identity);
  }

  @Override
  public int hashCode() {
    return identity.hashCode();
  }

  @Override
  public String toString() {
    return describe();
  }

  /** One reading of a text file. */
  private static final class Reading {
    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

    /** What numbers of vectors look like, and words with blanks do not. */
    private static final Pattern FRACTION =
        Pattern.compile("-?(\\d*\\.\\d+([eE][-+]?\\d+)?|\\d+[eE][-+]?\\d+)");

    /** What words with blanks may hold, unless the vector is written so. */
    private static final Pattern WHOLE = Pattern.compile("-?\\d+");

    private static final Pattern COUNTS = Pattern.compile("\\d+[ \\t]+\\d+"); // word2vec's

    private final Path file;
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private float[] values = new float[0];
    private int width;
    private int line;

    Reading(Path file) {
      this.file = file;
    }

    VectorTable read(BufferedReader lines) throws IOException {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        line++;
        if (line == 1 && text.startsWith("\uFEFF")) { // the mark of a file in UTF-8
          text = text.substring(1);
        }
        // Other blanks of Unicode are words of published files.
        String[] parts =
            BLANKS.splitAsStream(text).filter(one -> !one.isEmpty()).toArray(String[]::new);
        boolean counts = line == 1 && COUNTS.matcher(text.strip()).matches();
        if (!counts && parts.length > 0) {
          add(parts);
        }
      }
      if (places.isEmpty()) {
        throw new InvalidInputException(
            file + ": holds no word vector; a line is a word and numbers");
      }
      return new VectorTable(width, 0, places, Arrays.copyOf(values, places.size() * width));
    }

    /** A word may have blanks in it: the last numbers are the vector. */
    private void add(String[] parts) {
      width = places.isEmpty() ? parts.length - 1 : width;
      if (width < 1 || parts.length <= width) {
        throw bad(
            "must be a word and "
                + Math.max(1, width)
                + " numbers, found "
                + parts.length
                + " parts");
      }
      boolean whole =
          Arrays.stream(parts, parts.length - width, parts.length)
              .anyMatch(one -> WHOLE.matcher(one).matches());
      for (int k = 1; k < parts.length - width; k++) {
        if (FRACTION.matcher(parts[k]).matches() || (whole && WHOLE.matcher(parts[k]).matches())) {
          throw bad(
              "must be a word and "
                  + width
                  + " numbers, as many as in the lines before, found a number more, '"
                  + parts[k]
                  + "'");
        }
      }
      String word = String.join(" ", Arrays.copyOf(parts, parts.length - width));
      int at = places.size() * width;
      if (places.putIfAbsent(word, places.size()) != null) {
        return;
      }
      if (at + width > values.length) {
        if (at > Integer.MAX_VALUE / 2) {
          throw bad("has more numbers than an array takes; keep the words that matter");
        }
        values = Arrays.copyOf(values, Math.max(1000 * width, at + at / 2));
      }
      for (int k = 0; k < width; k++) {
        values[at + k] = number(parts[parts.length - width + k]);
      }
    }

    private float number(String text) {
      try {
        float value = Float.parseFloat(text);
        if (Float.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        // told below
      }
      throw bad("must have finite numbers behind the word, found '" + shortened(text) + "'");
    }

    private static String shortened(String text) {
      String line = text.replaceAll("\\p{Cntrl}", "?");
      return line.length() > 40 ? line.substring(0, 40) + "..." : line;
    }

    private InvalidInputException bad(String rule) {
      return new InvalidInputException(file + ", line " + line + ": " + rule);
    }
  }
}
