/** Gradients, optimizers and the training loop. Knows no file and no family of models. */
@NullMarked
package org.al4j.models.internal.engine.train;

import org.jspecify.annotations.NullMarked;
