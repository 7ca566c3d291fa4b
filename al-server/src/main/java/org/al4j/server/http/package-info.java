/** The HTTP API and its guards. */
@NullMarked
package org.al4j.server.http;

import org.jspecify.annotations.NullMarked;
