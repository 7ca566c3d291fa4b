/**
 * What a study tells beside its curves: when criteria would have stopped, what it would have saved,
 * and which labels are suspected. It knows rounds and curves, not how they came about.
 */
@NullMarked
package org.al4j.study.advice;

import org.jspecify.annotations.NullMarked;
