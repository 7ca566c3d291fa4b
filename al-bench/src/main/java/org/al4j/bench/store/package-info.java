/** The embedding store: what it costs, and what kills do to it. */
@NullMarked
package org.al4j.bench.store;

import org.jspecify.annotations.NullMarked;
