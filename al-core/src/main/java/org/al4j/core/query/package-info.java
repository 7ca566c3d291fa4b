/** How instances are chosen: utilities, strategies, candidate policies, budgets. */
@NullMarked
package org.al4j.core.query;

import org.jspecify.annotations.NullMarked;
