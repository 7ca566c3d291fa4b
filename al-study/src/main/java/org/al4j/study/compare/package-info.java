/** Checkpoints and batch sizes compared: studies side by side. */
@NullMarked
package org.al4j.study.compare;

import org.jspecify.annotations.NullMarked;
