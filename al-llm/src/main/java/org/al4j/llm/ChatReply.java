package org.al4j.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a service answered.
 *
 * @param answers one or more; "" where a choice has no text
 * @param promptTokens as the service counted, -1 if it did not
 * @param answerTokens likewise, of all answers together
 */
record ChatReply(List<String> answers, long promptTokens, long answerTokens) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int LONGEST_REASON = 300;
  private static final String UNPAID = "insufficient_quota";

  ChatReply {
    answers = List.copyOf(answers);
  }

  /** Reads an answer; empty if it is none. */
  static Optional<ChatReply> read(byte[] body) {
    JsonNode json = parse(body);
    List<String> answers = new ArrayList<>();
    for (JsonNode choice : json.path("choices")) {
      JsonNode content = choice.path("message").path("content");
      answers.add(content.isTextual() ? content.textValue() : "");
    }
    JsonNode usage = json.path("usage");
    long prompt = count(usage, "prompt_tokens");
    long answer = count(usage, "completion_tokens");
    if (prompt >= 0 && answer >= 0) { // some count what was thought in the total only
      answer = Math.max(answer, count(usage, "total_tokens") - prompt);
    }
    return answers.isEmpty()
        ? Optional.empty()
        : Optional.of(new ChatReply(answers, prompt, answer));
  }

  private static long count(JsonNode usage, String name) {
    JsonNode count = usage.path(name);
    return count.isIntegralNumber() && count.canConvertToLong() && count.longValue() >= 0
        ? count.longValue()
        : -1;
  }

  private static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JsonProcessingException | StackOverflowError e) {
      return JSON.missingNode();
    }
  }

  /** Whether an error is that nothing is left to pay with, which waiting does not mend. */
  static boolean isUnpaid(byte[] body) {
    JsonNode error = parse(body).path("error");
    return error.path("code").asText().equals(UNPAID) || error.path("type").asText().equals(UNPAID);
  }

  /** What an error says, in the forms that services have; "" if that is not to be found. */
  static String reason(byte[] body) {
    JsonNode json = parse(body);
    JsonNode error = json.path("error");
    for (JsonNode one : List.of(error.path("message"), error, json.path("message"))) {
      if (one.isTextual()) {
        String text = one.textValue();
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + " ...";
      }
    }
    return "";
  }
}
