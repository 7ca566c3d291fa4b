/** Query strategies: what to ask next. */
@NullMarked
package org.al4j.strategies;

import org.jspecify.annotations.NullMarked;
