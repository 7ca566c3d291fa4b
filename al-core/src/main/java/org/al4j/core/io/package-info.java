/** Files that are written completely or not at all, read with one-line errors, and hashed. */
@NullMarked
package org.al4j.core.io;

import org.jspecify.annotations.NullMarked;
