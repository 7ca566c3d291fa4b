package org.al4j.models.tokenize;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Makes a {@code precompiled_charsmap}: a block of 256 units for each node of the trie. */
final class CharacterMaps {
  private static final int BLOCK = 256;

  private final ByteArrayOutputStream texts = new ByteArrayOutputStream();
  private final Map<String, Integer> blocks = new HashMap<>();
  private int[] units = new int[2 * BLOCK];

  /** Bytes and their normal form, as base64. */
  static String of(Map<String, String> map) {
    CharacterMaps made = new CharacterMaps();
    made.blocks.put("", BLOCK);
    made.units[0] = BLOCK << 10;
    map.forEach(made::add);
    byte[] texts = made.texts.toByteArray();
    ByteBuffer bytes =
        ByteBuffer.allocate(4 + 4 * made.units.length + texts.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(4 * made.units.length);
    Arrays.stream(made.units).forEach(bytes::putInt);
    return Base64.getEncoder().encodeToString(bytes.put(texts).array());
  }

  private void add(String from, String to) {
    byte[] path = from.getBytes(StandardCharsets.UTF_8);
    String done = "";
    for (int i = 0; i < path.length; i++) {
      int at = blocks.get(done) ^ (path[i] & 0xff);
      done += (char) path[i];
      int next = blocks.computeIfAbsent(done, key -> grow());
      units[at] = (units[at] & 0x100) | ((next ^ at) << 10) | (path[i] & 0xff);
      if (i == path.length - 1) {
        units[at] |= 0x100;
        units[next] = 0x80000000 | texts.size();
      }
    }
    texts.writeBytes((to + "\0").getBytes(StandardCharsets.UTF_8));
  }

  private int grow() {
    units = Arrays.copyOf(units, units.length + BLOCK);
    return units.length - BLOCK;
  }
}
