/** PLASM's arms, what they measure, and the claims about them. */
@NullMarked
package org.al4j.examples.plasm;

import org.jspecify.annotations.NullMarked;
