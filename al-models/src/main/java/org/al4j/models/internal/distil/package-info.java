/** Losses between a teacher's outputs and a student's, with their gradients. */
@NullMarked
package org.al4j.models.internal.distil;

import org.jspecify.annotations.NullMarked;
