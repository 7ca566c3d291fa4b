/** What is known of a project besides counts: how good its models are, what looks wrong, times. */
@NullMarked
package org.al4j.server.insight;

import org.jspecify.annotations.NullMarked;
