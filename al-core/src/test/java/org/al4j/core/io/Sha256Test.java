package org.al4j.core.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
  /** FIPS 180-2, appendix B. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void of_abc_isThatOfTheStandard(@TempDir Path dir) throws IOException {
    assertEquals(ABC, Sha256.of("abc".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(ABC, Sha256.of(Files.writeString(dir.resolve("a"), "abc")));
    assertEquals(ABC, new Sha256().add("a").add("bc").hex());
  }

  @Test
  void add_numbers_haveTheirLowestByteFirst() {
    byte[] bytes = {1, 4, 3, 2, 1, 8, 7, 6, 5, 4, 3, 2, 1};
    assertEquals(
        Sha256.of(bytes),
        new Sha256().addByte(1).addInt(0x01020304).addLong(0x0102030405060708L).hex());
  }

  @Test
  void field_texts_doNotRunTogether() {
    assertNotEquals(
        new Sha256().field("ab").field("c").hex(), new Sha256().field("a").field("bc").hex());
    assertEquals(
        Sha256.of(new byte[] {(byte) 0xc3, (byte) 0xbc, (byte) 0xff}),
        new Sha256().field("\u00fc").hex());
  }

  @Test
  void bytes_again_isOfNothing() {
    Sha256 hash = new Sha256().add("abc");
    assertEquals(0xba, hash.bytes()[0] & 0xff);
    assertArrayEquals(new Sha256().bytes(), hash.bytes());
  }
}
