/** Committees: several models trained as one learner, whose disagreement strategies look at. */
@NullMarked
package org.al4j.models.committee;

import org.jspecify.annotations.NullMarked;
