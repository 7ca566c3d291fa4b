/** Providers found through {@link java.util.ServiceLoader}; not for use outside this module. */
@NullMarked
package org.al4j.strategies.internal;

import org.jspecify.annotations.NullMarked;
