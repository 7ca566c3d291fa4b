package org.al4j.core.loop;

/**
 * An answer that was not taken.
 *
 * @param id the instance, or the place of an answer that is null: {@code answer 2}
 * @param annotator who answered, "" where that is not known
 * @param reason why it was refused
 */
public record Refusal(String id, String annotator, String reason) {}
