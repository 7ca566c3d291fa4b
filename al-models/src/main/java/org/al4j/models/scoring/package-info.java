/** What may compute transformers' outputs in place of the engine, where nothing is trained. */
@NullMarked
package org.al4j.models.scoring;

import org.jspecify.annotations.NullMarked;
