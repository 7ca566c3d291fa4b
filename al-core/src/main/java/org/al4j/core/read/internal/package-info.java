/**
 * The rows of files in their forms, from bytes to text and cells; what the cells mean is not known
 * here.
 */
@NullMarked
package org.al4j.core.read.internal;

import org.jspecify.annotations.NullMarked;
