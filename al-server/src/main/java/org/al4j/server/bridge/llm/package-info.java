/** A language model that annotates beside people. */
@NullMarked
package org.al4j.server.bridge.llm;

import org.jspecify.annotations.NullMarked;
