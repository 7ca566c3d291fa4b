package org.al4j.models.tokenize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NativeLibraryTest {
  @AfterEach
  void clear() {
    System.clearProperty("RUST_FLAVOR");
  }

  @Test
  void load_setting_putBackAsItWas() {
    assertNotNull(NativeLibrary.load());
    assertNull(System.getProperty("RUST_FLAVOR"));
    System.setProperty("RUST_FLAVOR", "other");
    assertNotNull(NativeLibrary.load());
    assertEquals("other", System.getProperty("RUST_FLAVOR"));
  }
}
