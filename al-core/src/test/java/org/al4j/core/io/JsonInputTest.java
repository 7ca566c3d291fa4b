package org.al4j.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonInputTest {
  @TempDir private Path dir;

  private String refusal(String text) throws IOException {
    Path file = Files.writeString(dir.resolve("a.json"), text);
    String message =
        assertThrows(InvalidInputException.class, () -> JsonInput.read(file, 100_000)).getMessage();
    assertTrue(message.startsWith(file + ": "), message);
    assertEquals(1, message.lines().count());
    return message.substring(file.toString().length() + 2);
  }

  @Test
  void read_json_isRead() throws IOException {
    Path file = Files.writeString(dir.resolve("a.json"), "{\"a\": [1, \"gr\u00fc\u00df\"]}\n");
    assertEquals("gr\u00fc\u00df", JsonInput.read(file, 100).path("a").path(1).asText());
    assertTrue(JsonInput.read(Files.writeString(file, " \n"), 100).isMissingNode());
  }

  @Test
  void read_noJson_namesFileLineAndColumn() throws IOException {
    assertTrue(
        refusal("{\"a\":\n  x}").startsWith("not valid JSON: line 2, column 5: Unrec"),
        refusal("{\"a\":\n  x}"));
    assertTrue(
        refusal("{\"a\":1,\n\"a\":2}").startsWith("not valid JSON: line 2, column 4: Duplicate"),
        refusal("{\"a\":1,\n\"a\":2}"));
    assertTrue(refusal("{} {}").startsWith("not valid JSON: line 1, column "));
    assertTrue(refusal("[".repeat(5000)).contains("nesting depth"));
  }

  @Test
  void read_noFileOrTooLong_isRefused() throws IOException {
    Path file = dir.resolve("none.json");
    assertEquals(
        file + ": cannot be read: no such file or folder",
        assertThrows(InvalidInputException.class, () -> JsonInput.read(file, 3)).getMessage());
    Files.writeString(file, "[12]");
    assertEquals(
        file + ": has 4 bytes, at most 3 are read",
        assertThrows(InvalidInputException.class, () -> JsonInput.read(file, 3)).getMessage());
  }

  @Test
  void object_array_isRefused() {
    Path file = Path.of("a.json");
    assertEquals(
        "a.json: the header is not a JSON object",
        assertThrows(
                InvalidInputException.class,
                () -> JsonInput.object(file, "the header is ", new byte[] {'[', ']'}))
            .getMessage());
  }
}
