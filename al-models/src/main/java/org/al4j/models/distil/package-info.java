/** Small models from large ones: a student with fewer layers, taught by its teacher on texts. */
@NullMarked
package org.al4j.models.distil;

import org.jspecify.annotations.NullMarked;
