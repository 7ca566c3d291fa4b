/** The ND4J backend an application brings along: whether there is one, and which. */
@NullMarked
package org.al4j.core.backend;

import org.jspecify.annotations.NullMarked;
