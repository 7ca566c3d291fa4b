/** The bridge to Label Studio, whose machine learning backend it is. */
@NullMarked
package org.al4j.server.bridge.labelstudio;

import org.jspecify.annotations.NullMarked;
