/** The durable record of a run. */
@NullMarked
package org.al4j.core.log;

import org.jspecify.annotations.NullMarked;
