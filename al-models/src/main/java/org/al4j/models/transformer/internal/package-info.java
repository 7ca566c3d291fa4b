/**
 * The engine under the transformer classifier: graphs, compiled plans, native memory, optimiser.
 * Nothing here is part of the public interface of the library.
 */
@NullMarked
package org.al4j.models.transformer.internal;

import org.jspecify.annotations.NullMarked;
