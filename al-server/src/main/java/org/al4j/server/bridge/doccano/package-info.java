/** The bridge to doccano, whose automatic labelling asks it. */
@NullMarked
package org.al4j.server.bridge.doccano;

import org.jspecify.annotations.NullMarked;
