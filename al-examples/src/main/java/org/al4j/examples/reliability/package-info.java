/** Programs that try to break the library: readers of outside bytes under mutated files. */
@NullMarked
package org.al4j.examples.reliability;

import org.jspecify.annotations.NullMarked;
