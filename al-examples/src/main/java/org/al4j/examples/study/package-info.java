/**
 * Simulated active learning over strategies and seeds, resumable, with gold labels as the oracle.
 */
@NullMarked
package org.al4j.examples.study;

import org.jspecify.annotations.NullMarked;
