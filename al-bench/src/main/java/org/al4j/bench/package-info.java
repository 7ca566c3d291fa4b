/** Programs that measure and print; they are run by hand and never as tests. */
@NullMarked
package org.al4j.bench;

import org.jspecify.annotations.NullMarked;
