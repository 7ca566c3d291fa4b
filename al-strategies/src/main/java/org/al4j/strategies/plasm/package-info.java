/** Training a successor of any kind on gold labels and a teacher's pseudo-labels. */
@NullMarked
package org.al4j.strategies.plasm;

import org.jspecify.annotations.NullMarked;
