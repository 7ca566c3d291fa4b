package org.al4j.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.people.ModelTrust;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LlmSettingsFileTest {
  @TempDir private Path dir;

  private LlmSettingsFile read(String json) throws IOException {
    return LlmSettingsFile.read(Files.writeString(dir.resolve("llm.json"), json));
  }

  @Test
  void read_addressAndModelAlone_hasTheDefaults() throws IOException {
    LlmSettingsFile file =
        read("{\"url\": \"http://127.0.0.1:11434/v1/\", \"model\": \"qwen2.5:7b\"}");
    assertEquals("llm:qwen2.5:7b", file.settings().annotator());
    assertEquals(LlmSampling.DEFAULT, file.settings().sampling());
    assertEquals(1_000_000, file.settings().limits().tokens());
    assertEquals(ModelTrust.DEFAULT, file.trust());
    assertEquals(
        "http://127.0.0.1:11434/v1/chat/completions", file.settings().endpoint().chat().toString());
    assertTrue(file.settings().endpoint().isLocal());
  }

  @Test
  void read_everything_isThere() throws IOException {
    LlmSettingsFile file =
        read(
            "{\"url\": \"https://api.example.com/v1\", \"model\": \"m\", \"keyVariable\": \"KEY\","
                + "\"timeoutSeconds\": 30, \"answers\": 3, \"temperature\": 0.7, \"maxTokens\": 20,"
                + "\"limitName\": \"max_completion_tokens\", \"format\": \"schema\","
                + "\"tokens\": 5000000000, \"money\": 2.50, \"promptPrice\": 0.15,"
                + "\"answerPrice\": 0.6, \"entropy\": 0.8, \"examples\": 2, \"check\": 0.2,"
                + "\"least\": 30, \"floor\": 0.8}");
    assertEquals(
        new LlmSampling(3, 0.7, 20, "max_completion_tokens", ReplyFormat.SCHEMA),
        file.settings().sampling());
    assertEquals(
        new LlmLimits(
            5_000_000_000L,
            Optional.of(new BigDecimal("2.5")),
            new BigDecimal("0.15"),
            new BigDecimal("0.6")),
        file.settings().limits());
    assertEquals(new ModelTrust(0.2, 30, 0.8, 1), file.trust());
    assertFalse(file.settings().endpoint().isLocal());
    assertEquals("the environment's KEY", file.settings().endpoint().key().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"url\": \"http://127.0.0.1/v1\"}",
        "{\"url\": \"ftp://127.0.0.1/v1\", \"model\": \"m\"}",
        "{\"url\": \"127.0.0.1\", \"model\": \"m\"}",
        "{\"url\": \"http://a b\", \"model\": \"m\"}",
        "{\"url\": \"https://me:secret@x.org/v1\", \"model\": \"m\"}",
        "{\"url\": \"http://x.org/v1\", \"model\": \"m\", \"keyVariable\": \"K\"}",
        "{\"url\": \"http://x.org/v1\", \"model\": \"m\", \"key\": \"sk-1\"}",
        "{\"url\": \"https://x.org/v1\", \"model\": \"m\", \"keyVariable\": \"K\", \"keyFile\": \"f\"}",
        "{\"url\": \"https://x.org/v1\", \"model\": \"m\", \"answers\": 0}",
        "{\"url\": \"https://x.org/v1\", \"model\": \"m\", \"answers\": 2.5}",
        "{\"url\": \"https://x.org/v1\", \"model\": \"m\", \"tokens\": -1}",
        "{\"url\": \"https://x.org/v1\", \"model\": \"m\", \"money\": 1}",
        "{\"url\": \"https://x.org/v1\", \"model\": \"m\", \"format\": \"xml\"}",
        "{\"url\": \"https://x.org/v1\", \"model\": \"m\", \"check\": 2}",
        "{\"url\": \"https://x.org/v1\", \"model\": \"m\", \"entropy\": \"high\"}"
      })
  void read_whatCannotBe_isRefusedInALineWithoutSecrets(String json) {
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> read(json), json);
    assertTrue(e.getMessage().contains("llm.json"), e::getMessage);
    assertEquals(1, e.getMessage().lines().count());
    assertFalse(e.getMessage().contains("secret"), e::getMessage);
    assertFalse(e.getMessage().contains("sk-1"), e::getMessage);
  }

  @Test
  void key_inFileOrVariable_isReadAndNeverShown() throws IOException {
    Path file = Files.writeString(dir.resolve("key"), "sk-secret\n");
    assertEquals(Optional.of("sk-secret"), ApiKey.ofFile(file).read(Map.of()));
    ApiKey variable = ApiKey.ofVariable("KEY");
    assertEquals(Optional.of("sk-secret"), variable.read(Map.of("KEY", " sk-secret ")));
    assertFalse(ApiKey.ofFile(file).toString().contains("secret"));
    assertEquals(Optional.empty(), ApiKey.none().read(Map.of()));
    for (String no : new String[] {"", "two words", "sk\u0001", "schlüssel"}) {
      InvalidInputException e =
          assertThrows(InvalidInputException.class, () -> variable.read(Map.of("KEY", no)));
      assertEquals(
          "no key is in the environment's KEY: it must be one word of printable ASCII characters",
          e.getMessage());
    }
    assertThrows(
        InvalidInputException.class, () -> ApiKey.ofFile(dir.resolve("none")).read(Map.of()));
  }
}
