/** Writing files that are complete or not there. */
@NullMarked
package org.al4j.core.io;

import org.jspecify.annotations.NullMarked;
