/**
 * Strategies for sequence tagging, on the log-probabilities of each word's tags, of whole
 * sequences, or of the members of a committee.
 */
@NullMarked
package org.al4j.strategies.tagging;

import org.jspecify.annotations.NullMarked;
