/** The pool: which instances of a corpus are labelled, unlabelled or skipped. */
@NullMarked
package org.al4j.core.pool;

import org.jspecify.annotations.NullMarked;
