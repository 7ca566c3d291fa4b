/** Learning curves over seeds and what is read off them: AULC, comparisons, labels saved. */
@NullMarked
package org.al4j.metrics.curve;

import org.jspecify.annotations.NullMarked;
