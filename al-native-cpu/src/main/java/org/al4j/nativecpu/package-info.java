/** ND4J's CPU backend, with the native build that this processor can run. */
@NullMarked
package org.al4j.nativecpu;

import org.jspecify.annotations.NullMarked;
