/** Texts from a file, and what a model says about them, as lines of JSON. */
@NullMarked
package org.al4j.cli.score;

import org.jspecify.annotations.NullMarked;
