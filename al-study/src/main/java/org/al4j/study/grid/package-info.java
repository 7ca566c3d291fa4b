/** Models that acquire labels, and others that are trained on what they acquired. */
@NullMarked
package org.al4j.study.grid;

import org.jspecify.annotations.NullMarked;
