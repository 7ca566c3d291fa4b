/** Runs in a database, for applications that keep everything there. */
@NullMarked
package org.al4j.jdbc;

import org.jspecify.annotations.NullMarked;
