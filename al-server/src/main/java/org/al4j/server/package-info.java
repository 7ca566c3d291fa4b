/** An annotation server: people label by a page, or by any program over HTTP. */
@NullMarked
package org.al4j.server;

import org.jspecify.annotations.NullMarked;
