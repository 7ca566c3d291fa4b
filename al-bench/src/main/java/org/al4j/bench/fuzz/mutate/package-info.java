/** Files of every format that is read, and how they are broken. */
@NullMarked
package org.al4j.bench.fuzz.mutate;

import org.jspecify.annotations.NullMarked;
