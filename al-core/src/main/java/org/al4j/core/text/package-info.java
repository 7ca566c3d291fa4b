/** Words and characters of texts. */
@NullMarked
package org.al4j.core.text;

import org.jspecify.annotations.NullMarked;
