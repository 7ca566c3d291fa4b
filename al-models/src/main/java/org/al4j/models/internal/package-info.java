/** Helpers shared by the models; not for use outside this module. */
@NullMarked
package org.al4j.models.internal;

import org.jspecify.annotations.NullMarked;
