/** A first batch that is better than random: chosen by a fixed view of the texts. */
@NullMarked
package org.al4j.strategies.coldstart;

import org.jspecify.annotations.NullMarked;
