/** What the families of models are made of, as graphs. */
@NullMarked
package org.al4j.models.internal.architecture;

import org.jspecify.annotations.NullMarked;
