/** Probabilities that mean what they say: softmax temperature. */
@NullMarked
package org.al4j.models.calibration;

import org.jspecify.annotations.NullMarked;
