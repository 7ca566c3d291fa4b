package org.al4j.bench.fuzz.mutate;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Mutations of lines and characters. Bytes stand for themselves, so that broken UTF-8 stays so. */
final class TextMutator implements Mutator {
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  /** What text files have in them that their writer did not think of. */
  private static final List<String> ODD =
      List.of(
          utf8("\ufeff"), // byte order mark
          "\0",
          "\u00ff", // in no UTF-8
          "\u00c0\u0080", // NUL the long way
          "\u00ed\u00a0\u0080", // half of a surrogate pair
          "\u00f0\u009f", // an emoji cut short
          utf8("\ud83d\udc69\u200d\ud83d\udcbb"),
          utf8("\u2028"),
          utf8("\u0085"),
          utf8("\u202e"),
          utf8("e\u0301"),
          utf8("\u00a0"),
          "\u001b[31m",
          "\r",
          "\r\n",
          "\n",
          "\n\n\n",
          "\t",
          "\"",
          "\"\"",
          "'",
          ",",
          ";",
          "\\",
          "\\ud800",
          " ",
          "##",
          "[",
          "{",
          "null",
          "NaN",
          "-1",
          "1e999");

  private static final List<Charset> CHARSETS =
      List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.ISO_8859_1);

  private static final int LONG_WORD = 5_000;

  @Override
  public byte[] mutate(byte[] bytes, byte[] other, RandomGenerator random) {
    String text = new String(bytes, BYTES);
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> lines(text, new String(other, BYTES), random).getBytes(BYTES);
      case 4, 5, 6 -> odd(bytes, random);
      case 7 -> number(text, random).getBytes(BYTES);
      case 8 -> word(text, random).getBytes(BYTES);
      case 9 -> replaced(text, random).getBytes(BYTES);
      case 10 -> insert(bytes, random, "x".repeat(1 + random.nextInt(LONG_WORD)));
      default ->
          random.nextInt(3) > 0
              ? odd(bytes, random)
              : new String(bytes, StandardCharsets.UTF_8)
                  .getBytes(CHARSETS.get(random.nextInt(CHARSETS.size())));
    };
  }

  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), BYTES);
  }

  private static byte[] odd(byte[] bytes, RandomGenerator random) {
    return insert(bytes, random, ODD.get(random.nextInt(ODD.size())));
  }

  private static byte[] insert(byte[] bytes, RandomGenerator random, String added) {
    int at = random.nextInt(4) == 0 ? 0 : random.nextInt(bytes.length + 1);
    return ByteMutator.insert(bytes, at, added.getBytes(BYTES), 0, added.length());
  }

  private static String lines(String text, String other, RandomGenerator random) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("(?<=\n)")));
    int at = random.nextInt(lines.size());
    switch (random.nextInt(7)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, lines.get(at));
      case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
      case 3 -> lines.add(random.nextInt(lines.size()), lines.remove(at));
      case 4 -> lines.add(at, "\n");
      case 5 -> lines.set(at, lines.get(at).stripTrailing());
      default -> {
        List<String> others = Arrays.asList(other.split("(?<=\n)"));
        lines.add(at, others.get(random.nextInt(others.size())));
      }
    }
    return String.join("", lines);
  }

  /** Puts another number in the place of one. */
  private static String number(String text, RandomGenerator random) {
    int from = find(text, random, Character::isDigit);
    if (from < 0) {
      return text;
    }
    int to = from;
    while (to < text.length() && Character.isDigit(text.charAt(to))) {
      to++;
    }
    long number = ByteMutator.NUMBERS[random.nextInt(ByteMutator.NUMBERS.length)];
    return text.substring(0, from) + number + text.substring(to);
  }

  /** Drops, doubles or moves a word. */
  private static String word(String text, RandomGenerator random) {
    int from = find(text, random, Character::isLetterOrDigit);
    if (from < 0) {
      return text;
    }
    int to = from;
    while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
      to++;
    }
    String word = text.substring(from, to);
    String without = text.substring(0, from) + text.substring(to);
    int at = random.nextInt(without.length() + 1);
    return switch (random.nextInt(4)) {
      case 0 -> without;
      case 1 -> text.substring(0, to) + word + text.substring(to);
      case 2 ->
          text.substring(0, from) + word.toUpperCase(java.util.Locale.ROOT) + text.substring(to);
      default -> without.substring(0, at) + word + without.substring(at);
    };
  }

  private static String replaced(String text, RandomGenerator random) {
    return switch (random.nextInt(5)) {
      case 0 -> text.replace("\n", "\r\n");
      case 1 -> text.replace("\n", "\r");
      case 2 -> text.replace(',', ';');
      case 3 -> text.replace(',', '\t');
      default -> text.stripTrailing();
    };
  }

  private interface Kind {
    boolean is(char character);
  }

  /** A place of that kind, or -1. */
  private static int find(String text, RandomGenerator random, Kind kind) {
    int start = text.isEmpty() ? 0 : random.nextInt(text.length());
    for (int i = 0; i < text.length(); i++) {
      int at = (start + i) % text.length();
      if (kind.is(text.charAt(at)) && (at == 0 || !kind.is(text.charAt(at - 1)))) {
        return at;
      }
    }
    return -1;
  }
}
