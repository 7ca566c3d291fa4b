/** Who gets which text, and what becomes of what he says. */
@NullMarked
package org.al4j.server.desk;

import org.jspecify.annotations.NullMarked;
