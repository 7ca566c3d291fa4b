/**
 * Bridges to other annotation tools: each speaks a tool's own protocol and stands on the desk, by
 * which what people say there is recorded as what they say on the page.
 */
@NullMarked
package org.al4j.server.bridge;

import org.jspecify.annotations.NullMarked;
