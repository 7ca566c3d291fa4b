/** Query strategies: what to query next. */
@NullMarked
package org.al4j.strategies;

import org.jspecify.annotations.NullMarked;
