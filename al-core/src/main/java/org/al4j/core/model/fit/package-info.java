/** Learners that can more than fit: epochs, soft targets; and learners around another one. */
@NullMarked
package org.al4j.core.model.fit;

import org.jspecify.annotations.NullMarked;
