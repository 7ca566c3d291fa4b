/** Words and characters of texts, their vectors, and how much of them is read. */
@NullMarked
package org.al4j.core.text;

import org.jspecify.annotations.NullMarked;
