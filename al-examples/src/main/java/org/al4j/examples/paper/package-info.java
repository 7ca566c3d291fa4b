/** Experiments of papers that judge their claims, resumable, each a program of its own. */
@NullMarked
package org.al4j.examples.paper;

import org.jspecify.annotations.NullMarked;
