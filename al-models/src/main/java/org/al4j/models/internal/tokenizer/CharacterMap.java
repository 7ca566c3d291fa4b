package org.al4j.models.internal.tokenizer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.BitSet;
import java.util.Deque;

/**
 * Checks the {@code precompiled_charsmap} of SentencePiece, which the native library walks without
 * looking where it ends: a double array (a trie in one array of 32-bit units) from texts to places
 * in a block of texts that end with a zero byte.
 *
 * <p>Source: SentencePiece's normalizer, and Darts-clone for the bits of a unit.
 */
final class CharacterMap {
  /** No character's normal form is this long; the longest of Unicode has 33 bytes. */
  private static final int MOST_BYTES = 256;

  private static final int LABEL = 0x800000ff;
  private static final int VALUE = 0x7fffffff;

  private final Fields fields;
  private final int[] units;
  private final byte[] texts;
  private final BitSet seen = new BitSet();
  private final Deque<Integer> open = new ArrayDeque<>();

  private CharacterMap(Fields fields, int[] units, byte[] texts) {
    this.fields = fields;
    this.units = units;
    this.texts = texts;
  }

  /** The map in a field, which can be walked. */
  static CharacterMap read(Fields fields, String name) {
    if (!fields.get(name).isTextual()) {
      throw Fields.bad(fields.file(), fields.under(name), "must be a text", fields.get(name));
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(fields.get(name).asText());
    } catch (IllegalArgumentException e) {
      throw fields.error("%s is not base64", name);
    }
    CharacterMap map = parse(fields, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    map.check();
    return map;
  }

  /** Whether the map may leave nothing of the beginning of a text. */
  boolean mayErase(String text) {
    int node = offset(units[0]);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      int unit = units[node ^ c];
      if ((unit & LABEL) != c || c == 0) {
        return false;
      }
      node ^= c ^ offset(unit);
      if ((unit >>> 8 & 1) == 1 && texts[units[node] & VALUE] == 0) {
        return true;
      }
    }
    return false;
  }

  private static CharacterMap parse(Fields fields, ByteBuffer bytes) {
    long size = bytes.remaining() < 4 ? -1 : bytes.getInt() & 0xffffffffL;
    if (size < 4 || size % 4 != 0 || size > bytes.remaining()) {
      throw fields.error("the character map is damaged: a trie of %d bytes", size);
    }
    int[] units = new int[(int) size / 4];
    for (int i = 0; i < units.length; i++) {
      units[i] = bytes.getInt();
    }
    byte[] texts = new byte[bytes.remaining()];
    bytes.get(texts);
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(texts));
    } catch (CharacterCodingException e) {
      throw fields.error("the character map is damaged: its texts are not UTF-8");
    }
    return new CharacterMap(fields, units, texts);
  }

  /** Visits every node that a text can lead to. */
  private void check() {
    visit(offset(units[0]));
    while (!open.isEmpty()) {
      int node = open.remove();
      for (int c = 1; c < 256; c++) {
        int unit = units[node ^ c];
        if ((unit & LABEL) == c) {
          int next = node ^ c ^ offset(unit);
          visit(next);
          if ((unit >>> 8 & 1) == 1) {
            checkText(units[next] & VALUE);
          }
        }
      }
    }
  }

  private void visit(int node) {
    // Every byte may follow: the largest and smallest place that one can lead to must exist.
    if (node < 0 || (node | 0xff) >= units.length) {
      throw fields.error(
          "the character map is damaged: it leads to unit %d of %d", node, units.length);
    }
    if (!seen.get(node)) {
      seen.set(node);
      open.add(node);
    }
  }

  private static int offset(int unit) {
    return (unit >>> 10) << ((unit & 0x200) >>> 6);
  }

  private void checkText(int from) {
    int end = from;
    while (end < texts.length && texts[end] != 0 && end - from <= MOST_BYTES) {
      end++;
    }
    boolean whole = from < texts.length && (texts[from] & 0xc0) != 0x80;
    if (!whole || end - from > MOST_BYTES) {
      throw fields.error(
          "the character map is damaged: a text at byte %d of %d", from, texts.length);
    }
  }
}
