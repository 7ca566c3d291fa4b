package org.al4j.server.desk;

import com.fasterxml.jackson.databind.JsonNode;
import org.al4j.core.data.Instance;

/**
 * What a person has said of a text, as it stands.
 *
 * @param label in the form of the task
 */
public record OwnLabel(Instance instance, JsonNode label) {}
