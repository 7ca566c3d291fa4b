/** Another module's internals, for the test of the rules. Part of no artifact. */
@NullMarked
package org.al4j.metrics.violation.internal;

import org.jspecify.annotations.NullMarked;
