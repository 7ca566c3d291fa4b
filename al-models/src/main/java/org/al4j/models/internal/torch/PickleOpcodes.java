package org.al4j.models.internal.torch;

import java.util.Locale;
import java.util.Map;

/** Names of pickle instructions that are refused, for messages. */
final class PickleOpcodes {
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry((int) 'i', "INST"),
          Map.entry((int) 'o', "OBJ"),
          Map.entry(0x81, "NEWOBJ"),
          Map.entry(0x92, "NEWOBJ_EX"),
          Map.entry(0x82, "EXT1"),
          Map.entry(0x83, "EXT2"),
          Map.entry(0x84, "EXT4"),
          Map.entry((int) 'P', "PERSID"),
          Map.entry((int) 'B', "BINBYTES"),
          Map.entry((int) 'C', "SHORT_BINBYTES"),
          Map.entry(0x8e, "BINBYTES8"),
          Map.entry(0x96, "BYTEARRAY8"),
          Map.entry(0x8f, "EMPTY_SET"),
          Map.entry(0x90, "ADDITEMS"),
          Map.entry(0x91, "FROZENSET"));

  private PickleOpcodes() {}

  /** The name of a byte, such as {@code INST (0x69)}. */
  static String name(int opcode) {
    return String.format(Locale.ROOT, "%s (0x%02x)", NAMES.getOrDefault(opcode, "unknown"), opcode);
  }
}
