/** Candidates that are near to what is labelled, for large pools and rare classes. */
@NullMarked
package org.al4j.strategies.anchors;

import org.jspecify.annotations.NullMarked;
