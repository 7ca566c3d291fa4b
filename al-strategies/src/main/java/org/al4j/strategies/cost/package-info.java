/** What labelling costs, and strategies that mind it. */
@NullMarked
package org.al4j.strategies.cost;

import org.jspecify.annotations.NullMarked;
