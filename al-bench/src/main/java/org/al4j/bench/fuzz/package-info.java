/** Readers of outside bytes under mutated files. */
@NullMarked
package org.al4j.bench.fuzz;

import org.jspecify.annotations.NullMarked;
