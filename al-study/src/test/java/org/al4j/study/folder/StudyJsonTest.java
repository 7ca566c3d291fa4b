package org.al4j.study.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.study.LoopChoices;
import org.al4j.study.StudyPlan;
import org.al4j.study.TaskSource;
import org.al4j.study.advice.AdviceSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyJsonTest {
  private static final StudySettings SETTINGS =
      new StudySettings(
          new TaskSource("/d.csv", null, null, 0.2, "text", "label", null, null),
          "tfidf",
          new StudyPlan(List.of("random", "margin"), 1, 2, 6, 4, 3),
          LoopChoices.DEFAULT,
          new AdviceSettings(List.of("bounded-change"), 500, 0.25),
          "onnx");

  @TempDir private Path dir;

  private Path write(String text) throws IOException {
    return Files.writeString(dir.resolve("study.json"), text);
  }

  private static String json() throws IOException {
    return new String(StudyJson.bytes(SETTINGS), StandardCharsets.UTF_8);
  }

  @Test
  void read_whatWasWritten_isTheSame() throws IOException {
    assertEquals(SETTINGS, StudyJson.read(write(json())));
    assertEquals(SETTINGS, StudyJson.read(write("\uFEFF" + json())), "with a byte order mark");
  }

  @Test
  void read_studyOlderThanTheLoopsChoices_hasNone() throws IOException {
    String old =
        json()
            .replaceAll("(?s),\\s*\"loop\" : \\{[^}]*}", "")
            .replaceAll(",\\s*\"scoring\" : \"onnx\"", "");
    assertEquals(
        new StudySettings(
            SETTINGS.data(), SETTINGS.model(), SETTINGS.plan(), null, SETTINGS.advice(), null),
        StudyJson.read(write(old)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "null        | it must be an object, found null",
        "[]          | it must be an object, found []",
        "3           | it must be an object, found 3",
        "'\"x\"'     | it must be an object, found \"x\"",
        "''          | it is empty",
        "' '         | it is empty",
        "{}          | 'data' is missing",
        "{\"data\":3} | 'model' is missing",
        "nul         | not valid JSON: line 1, column 4: Unrecognized token 'nul'",
      })
  void read_noSettings_isRefused(String text, String message) throws IOException {
    assertRefused(text, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"seeds\" : 2 | \"seeds\" : 2147483648 | 'plan.seeds' must be a whole number",
        "\"firstSeed\" : 1 | \"firstSeed\" : 2147483647 | end at seed 2147483648",
        "\"/d.csv\" | \"\" | 'data.path' must name a file or a folder, found ''",
        "\"test\" : null | \"test\" : \" \" | 'data.test' must name a file or a folder",
        "\"seeds\" : 2          | \"seeds\" : \"2\"    | 'plan.seeds' must be a whole number, found"
            + " \"2\"",
        "\"seeds\" : 2          | \"seeds\" : 2.5      | 'plan.seeds' must be a whole number",
        "\"seeds\" : 2          | \"seeds\" : 3000000000 | 'plan.seeds' must be a whole number",
        "\"seeds\" : 2          | \"seeds\" : null     | 'plan.seeds' is missing",
        "\"seeds\" : 2          | \"seeds\" : 0        | seeds must be at least 1, found 0",
        "\"seeds\" : 2,         | ''                   | 'plan.seeds' is missing",
        "\"seeds\" : 2          | \"seed\" : 2         | unknown key 'plan.seed'",
        "\"seeds\" : 2          | \"seeds\" : 2, \"seeds\" : 3 | Duplicate field" + " 'seeds'",
        "[ \"random\", \"margin\" ] | \"random\"       | 'plan.strategies' must be a list of texts",
        "[ \"random\", \"margin\" ] | [\"random\", null] | 'plan.strategies' must be a list of"
            + " texts",
        "[ \"random\", \"margin\" ] | []               | at least one, found ''",
        "\"testShare\" : 0.2    | \"testShare\" : \"x\" | 'data.testShare' must be a number",
        "\"path\" : \"/d.csv\"  | \"path\" : \"\\u0000\" | 'data.path' must be a text",
        "\"model\" : \"tfidf\"  | \"model\" : []       | 'model' must be a text, found []",
        "\"start\" : \"scratch\" | \"start\" : \"x\"   | start must be scratch",
      })
  void read_oneKeyWrong_isRefusedByName(String part, String instead, String message)
      throws IOException {
    String json = json();
    assertTrue(json.contains(part), json);
    assertRefused(json.replace(part, instead), message);
  }

  @Test
  void read_cutAndContinued_isRefused() throws IOException {
    assertRefused(json() + "{}", "not valid JSON: line ");
    assertRefused(json().substring(0, 200), "Unexpected end-of-input");
    assertRefused("[".repeat(5000), "Document nesting depth");
  }

  @Test
  void read_noUtf8_isRefused() throws IOException {
    Path file = Files.write(dir.resolve("study.json"), new byte[] {'{', '"', (byte) 0xff, '"'});
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> StudyJson.read(file));
    assertTrue(e.getMessage().contains("Invalid UTF-8"), e.getMessage());
  }

  private void assertRefused(String text, String message) throws IOException {
    Path file = write(text);
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> StudyJson.read(file));
    boolean json = !e.getMessage().startsWith(file + ": not valid JSON: ");
    assertTrue(
        !json || e.getMessage().startsWith(file + " is not a study's settings: "), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }
}
