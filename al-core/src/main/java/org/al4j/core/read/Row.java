package org.al4j.core.read;

import org.jspecify.annotations.Nullable;

/**
 * A row of a data file.
 *
 * @param line 1-based line on which it starts
 * @param text the text, as the file has it
 * @param label the label without surrounding blanks; null where the file has none
 * @param id the value of the id column; null unless one was named
 */
public record Row(long line, String text, @Nullable String label, @Nullable String id) {}
