package org.al4j.llm;

/** By what a service is held to the form of an answer, besides the prompt. */
public enum ReplyFormat {
  /** Nothing: every service can that. */
  NONE,
  /** {@code response_format} of type {@code json_object}. */
  JSON,
  /** {@code response_format} of type {@code json_schema}, with the labels as the only values. */
  SCHEMA
}
