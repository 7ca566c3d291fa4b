/** Where a run stands: what people said, what labels follow, and what the log may say next. */
@NullMarked
package org.al4j.core.loop.internal.run;

import org.jspecify.annotations.NullMarked;
