/** Regressions on the vectors of a pre-trained encoder: an answer at once, from few labels. */
@NullMarked
package org.al4j.models.head;

import org.jspecify.annotations.NullMarked;
