/** The command line {@code al}. */
@NullMarked
package org.al4j.cli;

import org.jspecify.annotations.NullMarked;
