/** Strategies and candidate policies by name, as they are written on a command line. */
@NullMarked
package org.al4j.strategies.named;

import org.jspecify.annotations.NullMarked;
