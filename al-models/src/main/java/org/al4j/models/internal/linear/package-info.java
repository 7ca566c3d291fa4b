/** Dense rows in Java's memory, and loops over them that the compiler vectorises. */
@NullMarked
package org.al4j.models.internal.linear;

import org.jspecify.annotations.NullMarked;
