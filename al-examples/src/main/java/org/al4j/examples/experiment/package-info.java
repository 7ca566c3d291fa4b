/** Experiments on pool subsampling and pseudo-labelling, resumable, each a program of its own. */
@NullMarked
package org.al4j.examples.experiment;

import org.jspecify.annotations.NullMarked;
