/** Who may do what: people, tokens, sessions. */
@NullMarked
package org.al4j.server.access;

import org.jspecify.annotations.NullMarked;
