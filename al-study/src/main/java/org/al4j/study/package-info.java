/**
 * Simulated active learning over strategies and seeds, resumable, with gold labels as the oracle.
 */
@NullMarked
package org.al4j.study;

import org.jspecify.annotations.NullMarked;
