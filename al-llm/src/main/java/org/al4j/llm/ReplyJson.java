package org.al4j.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The object in an answer, which some models put in a fence or behind their thoughts. */
final class ReplyJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final String FENCE = "```";
  private static final String THOUGHTS = "<think>";
  private static final String END_OF_THOUGHTS = "</think>";

  private ReplyJson() {}

  /** The answer without thoughts, fence and blanks around it. */
  static String bare(String answer) {
    String rest = answer.strip();
    if (rest.startsWith(THOUGHTS)) {
      int end = rest.indexOf(END_OF_THOUGHTS);
      rest = end < 0 ? "" : rest.substring(end + END_OF_THOUGHTS.length()).strip();
    }
    if (rest.startsWith(FENCE) && rest.endsWith(FENCE) && rest.length() > 2 * FENCE.length()) {
      String inner = rest.substring(FENCE.length(), rest.length() - FENCE.length());
      int line = inner.indexOf('\n');
      boolean language = line >= 0 && inner.substring(0, line).strip().matches("[a-zA-Z]*");
      rest = (language ? inner.substring(line + 1) : inner).strip();
    }
    return rest;
  }

  /** The object with one field of that name; empty if the text is anything else. */
  static Optional<ObjectNode> object(String text, String field) {
    try {
      return JSON.readTree(text) instanceof ObjectNode object
              && object.size() == 1
              && object.has(field)
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException | StackOverflowError e) {
      return Optional.empty();
    }
  }
}
