/** Programs that try to break runs: killed processes, damaged files, odd input. */
@NullMarked
package org.al4j.examples.reliability;

import org.jspecify.annotations.NullMarked;
