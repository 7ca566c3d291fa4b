/** Views of texts that no training changes, by the names of pre-trained checkpoints. */
@NullMarked
package org.al4j.core.model.view;

import org.jspecify.annotations.NullMarked;
