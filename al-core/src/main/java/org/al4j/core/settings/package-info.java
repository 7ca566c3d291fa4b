/**
 * What the parts of a run are set to: parameters given as text, read; and settings, so that a run
 * is resumed only with equal ones.
 */
@NullMarked
package org.al4j.core.settings;

import org.jspecify.annotations.NullMarked;
