package org.al4j.study.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.study.LabelReading;
import org.al4j.study.LoopChoices;
import org.al4j.study.StudyPlan;
import org.al4j.study.TaskSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSettingsTest {
  @TempDir private Path dir;

  @Test
  void studyJson_labels_areKeptExceptForOneClass() throws IOException {
    for (LabelReading labels :
        List.of(
            LabelReading.of("set", "|", null),
            LabelReading.of("set", ";", null).withEmpty("unlabelled"),
            LabelReading.of(null, null, List.of("joy", "fear")),
            LabelReading.of("number", null, null))) {
      StudySettings settings = settings(labels);
      Path file = Files.write(dir.resolve("study.json"), StudyJson.bytes(settings));
      assertEquals(settings, StudyJson.read(file));
      assertEquals(labels, StudyJson.read(file).data().labelReading());
    }
    String plain =
        new String(StudyJson.bytes(settings(LabelReading.CLASS)), StandardCharsets.UTF_8);
    assertFalse(plain.contains("labels"), plain);
    assertEquals(settings(null), settings(LabelReading.CLASS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"kind\" : \"number\"} | {\"kind\" : \"numbers\"} | found 'numbers'",
        "{\"kind\" : \"number\"} | {} | 'data.labels.kind' is missing",
        "{\"kind\" : \"number\"} | {\"kind\" : \"set\", \"comma\" : 1} | unknown key",
        "{\"kind\" : \"number\"} | {\"kind\" : \"set\", \"columns\" : \"a\"} | must be a list",
        "{\"kind\" : \"number\"} | {\"kind\" : \"set\", \"columns\" : [null]} | must be a list",
      })
  void studyJson_labelsThatCannotBe_areRefused(String from, String to, String message)
      throws IOException {
    byte[] bytes = StudyJson.bytes(settings(LabelReading.of("number", null, null)));
    String json = new String(bytes, StandardCharsets.UTF_8).replaceAll("\\{\\s*\"kind", "{\"kind");
    String changed = json.replaceAll("(\"kind\" : \"number\")\\s*}", "$1}").replace(from, to);
    assertTrue(changed.contains(to), changed);
    Path file = Files.writeString(dir.resolve("study.json"), changed);
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> StudyJson.read(file));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  private static StudySettings settings(LabelReading labels) {
    return new StudySettings(
        source(Path.of("/d.csv"), labels),
        "tfidf",
        new StudyPlan(List.of("random"), 1, 2, 6, 4, 3),
        LoopChoices.DEFAULT,
        null,
        null);
  }

  private static TaskSource source(Path path, LabelReading labels) {
    return new TaskSource(path.toString(), null, null, 0.4, "text", "label", null, null, labels);
  }
}
