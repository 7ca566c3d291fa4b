/** What language models are asked about texts: masked words, next words. */
@NullMarked
package org.al4j.models.internal.language;

import org.jspecify.annotations.NullMarked;
