/** The bridge to INCEpTION, whose external recommender it is. */
@NullMarked
package org.al4j.server.bridge.inception;

import org.jspecify.annotations.NullMarked;
