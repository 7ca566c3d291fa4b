/** Trials of {@code al adapt} and {@code al distil} that are killed. */
@NullMarked
package org.al4j.bench.training;

import org.jspecify.annotations.NullMarked;
