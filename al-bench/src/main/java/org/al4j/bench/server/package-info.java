/** A load of people on the annotation server, and what it takes. */
@NullMarked
package org.al4j.bench.server;

import org.jspecify.annotations.NullMarked;
