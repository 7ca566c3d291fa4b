package org.al4j.models.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class TextKeyTest {
  @Test
  void of_text_isTheStartOfItsSha256InUtf16() {
    // python3: hashlib.sha256("Zürich".encode("utf-16-le")).hexdigest()[:32]
    assertEquals(
        "b17ff7eeb88b59d2309904ac499d3fb2",
        String.format(Locale.ROOT, "%016x%016x", key("Zürich").high(), key("Zürich").low()));
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb924",
        String.format(Locale.ROOT, "%016x%016x", key("").high(), key("").low()));
    String longer = "ab".repeat(5000);
    assertEquals(
        "8fc9eb9293455e92cb5ca5f2d8f2591d",
        String.format(Locale.ROOT, "%016x%016x", key(longer).high(), key(longer).low()));
  }

  private static TextKey key(String text) {
    return TextKey.of(text);
  }
}
