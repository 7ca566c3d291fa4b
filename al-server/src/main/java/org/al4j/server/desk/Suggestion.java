package org.al4j.server.desk;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a model says of a text.
 *
 * @param label in the form of the task
 * @param probability from 0 to 1, NaN where the model says none
 */
public record Suggestion(JsonNode label, double probability) {}
