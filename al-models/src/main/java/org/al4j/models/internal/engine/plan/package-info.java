/** From a SameDiff graph to a plan for fixed shapes, and the memory it works in. */
@NullMarked
package org.al4j.models.internal.engine.plan;

import org.jspecify.annotations.NullMarked;
