/** The active learning loop, its evaluators, listeners and stopping criteria. */
@NullMarked
package org.al4j.core.loop;

import org.jspecify.annotations.NullMarked;
