/** A network with its weights, run batch by batch. Knows no file and no family of models. */
@NullMarked
package org.al4j.models.internal.engine.run;

import org.jspecify.annotations.NullMarked;
