/** How annotations of each kind look in JSON. */
@NullMarked
package org.al4j.server.kind;

import org.jspecify.annotations.NullMarked;
