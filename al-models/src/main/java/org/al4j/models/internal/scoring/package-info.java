/** Sequences through what computes in place of the engine. */
@NullMarked
package org.al4j.models.internal.scoring;

import org.jspecify.annotations.NullMarked;
