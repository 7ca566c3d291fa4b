/** Measures the engine of al-models, from inside, on a made-up model. */
@NullMarked
package org.al4j.bench.engine;

import org.jspecify.annotations.NullMarked;
