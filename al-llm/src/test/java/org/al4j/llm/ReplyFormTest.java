package org.al4j.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyFormTest {
  private static final List<String> LABELS = List.of("billing", "משלוח 🚚", "a \"b\"");

  private static final Instance TEXT = Instance.ofText("t", "text");

  private static Optional<String> one(String answer) {
    return ReplyForm.of(ClassLabel.class)
        .parse(ReplyJson.bare(answer), LABELS, TEXT)
        .map(said -> said.annotation().name());
  }

  private static Optional<List<String>> set(String answer) {
    return ReplyForm.of(LabelSet.class)
        .parse(ReplyJson.bare(answer), LABELS, TEXT)
        .map(said -> said.annotation().names());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "billing",
        " billing\n",
        "{\"label\": \"billing\"}",
        "```json\n{\"label\": \"billing\"}\n```",
        "```\nbilling\n```",
        "<think>delivery? no.\n</think>\n{\"label\":\"billing\"}"
      })
  void oneClass_itsForms_areRead(String answer) {
    assertEquals(Optional.of("billing"), one(answer));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Billing",
        "billing.",
        "The label is billing",
        "billing or delivery",
        "{\"label\": \"refund\"}",
        "{\"label\": [\"billing\"]}",
        "{\"label\": \"billing\", \"sure\": 1}",
        "{\"label\": \"billing\", \"label\": \"a\"}",
        "{\"label\": \"billing\"} or so",
        "{\"label\": \"billing\"",
        "{\"labels\": [\"billing\"]}",
        "[\"billing\"]",
        "null",
        "<think>billing",
        "<think>{\"label\": \"billing\"}"
      })
  void oneClass_anythingElse_isNoAnswer(String answer) {
    assertEquals(Optional.empty(), one(answer));
  }

  @Test
  void oneClass_oddNames_areReadAsWritten() {
    for (String name : LABELS) {
      assertEquals(Optional.of(name), one(name));
      String written = ReplyForm.of(ClassLabel.class).write(TEXT, new ClassLabel(name)).toString();
      assertEquals(Optional.of(name), one(written));
    }
    assertEquals(
        Optional.of("משלוח 🚚"), one("{\"label\":\"\\u05de\\u05e9\\u05dc\\u05d5\\u05d7 🚚\"}"));
  }

  @Test
  void classSet_arrayOfLabels_isReadAndNothingElse() {
    assertEquals(Optional.of(List.of()), set("{\"labels\": []}"));
    assertEquals(
        Optional.of(List.of("billing", "משלוח 🚚")),
        set("{\"labels\": [\"משלוח 🚚\", \"billing\", \"billing\"]}"));
    for (String no :
        List.of(
            "billing",
            "[\"billing\"]",
            "{\"labels\": \"billing\"}",
            "{\"labels\": [\"billing\", \"refund\"]}",
            "{\"labels\": [\"billing\", 1]}")) {
      assertEquals(Optional.empty(), set(no), no);
    }
  }

  @Test
  void schema_names_areTheOnlyValues() {
    assertEquals(
        "{\"type\":\"object\",\"properties\":{\"labels\":{\"type\":\"array\",\"items\":{\"type\":"
            + "\"string\",\"enum\":[\"a\",\"b\"]}}},\"required\":[\"labels\"],"
            + "\"additionalProperties\":false}",
        ReplyForm.of(LabelSet.class).schema(List.of("a", "b")).toString());
  }

  @Test
  void of_anotherKind_isRefused() {
    assertThrows(InvalidInputException.class, () -> ReplyForm.of(RealValue.class));
  }
}
