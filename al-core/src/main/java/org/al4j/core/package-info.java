/** What all of AL4J shares: errors that a person can act on, and the seeds. */
@NullMarked
package org.al4j.core;

import org.jspecify.annotations.NullMarked;
