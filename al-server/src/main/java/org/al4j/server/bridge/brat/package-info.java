/** The bridge to brat, whose tagging service it is. */
@NullMarked
package org.al4j.server.bridge.brat;

import org.jspecify.annotations.NullMarked;
