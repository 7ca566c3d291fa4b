/** Breaks the rules on purpose, so that their test can see them fail. Part of no artifact. */
@NullMarked
package org.al4j.core.violation;

import org.jspecify.annotations.NullMarked;
