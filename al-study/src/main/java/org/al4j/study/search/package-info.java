/** Hyper-parameters chosen by cross-validation before a loop begins. */
@NullMarked
package org.al4j.study.search;

import org.jspecify.annotations.NullMarked;
