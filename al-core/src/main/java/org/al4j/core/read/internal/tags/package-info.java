/** The sentences of files with tagged words or with spans, as rows with words and tags in IOB2. */
@NullMarked
package org.al4j.core.read.internal.tags;

import org.jspecify.annotations.NullMarked;
