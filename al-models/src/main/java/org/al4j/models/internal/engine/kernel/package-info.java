/** Plain Java for what ND4J computes slowly: dense float arrays in, dense float arrays out. */
@NullMarked
package org.al4j.models.internal.engine.kernel;

import org.jspecify.annotations.NullMarked;
