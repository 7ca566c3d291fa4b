/** The commands of {@code al}. */
@NullMarked
package org.al4j.examples.cli;

import org.jspecify.annotations.NullMarked;
