/** Newton's method on strictly convex functions; for AL4J's own modules. */
@NullMarked
package org.al4j.models.internal.newton;

import org.jspecify.annotations.NullMarked;
