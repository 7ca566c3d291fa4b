/** The command line {@code al}. */
@NullMarked
package org.al4j.examples;

import org.jspecify.annotations.NullMarked;
