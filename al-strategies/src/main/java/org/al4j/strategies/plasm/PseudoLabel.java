package org.al4j.strategies.plasm;

import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Labelled;

/**
 * A label that no oracle gave.
 *
 * @param labelled the instance with the teacher's label
 * @param probabilities the teacher's, {@code [C]}; empty unless soft labels were asked for
 * @param reliability larger is kept first: the label's probability, or minus the self-influence
 * @param source the teacher, as it describes itself
 */
@SuppressWarnings("ArrayRecordComponent") // handed to learners, never compared
public record PseudoLabel(
    Labelled<ClassLabel> labelled, double[] probabilities, double reliability, String source) {}
