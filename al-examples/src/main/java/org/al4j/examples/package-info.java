/** The demo's data, the experiments of the papers, and small programs to copy. */
@NullMarked
package org.al4j.examples;

import org.jspecify.annotations.NullMarked;
