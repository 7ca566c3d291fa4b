/** Measures the engine on a made-up model; nothing else uses it. */
@NullMarked
package org.al4j.models.benchmark;

import org.jspecify.annotations.NullMarked;
