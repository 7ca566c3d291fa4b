/** Readers for data files. */
@NullMarked
package org.al4j.core.read;

import org.jspecify.annotations.NullMarked;
