/**
 * What DL4J 1.0.0-M2.1 gets wrong and AL4J works around, and what AL4J relies on. A test of a
 * defect fails when the defect is gone, and names the workaround that can then be deleted.
 */
@NullMarked
package org.al4j.models.defects;

import org.jspecify.annotations.NullMarked;
