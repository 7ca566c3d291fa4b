/** Claims of papers, the rules by which they are judged, and what came out. */
@NullMarked
package org.al4j.examples.claim;

import org.jspecify.annotations.NullMarked;
