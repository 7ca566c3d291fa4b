/** Criteria that end the loop. */
@NullMarked
package org.al4j.strategies.stopping;

import org.jspecify.annotations.NullMarked;
