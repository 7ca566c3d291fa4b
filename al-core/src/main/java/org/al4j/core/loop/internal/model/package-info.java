/** The models of a run: made, held while they are used, and kept for the next process. */
@NullMarked
package org.al4j.core.loop.internal.model;

import org.jspecify.annotations.NullMarked;
