/** Work without the loop's monitor: who does it, and who waits for it. */
@NullMarked
package org.al4j.core.loop.internal.job;

import org.jspecify.annotations.NullMarked;
