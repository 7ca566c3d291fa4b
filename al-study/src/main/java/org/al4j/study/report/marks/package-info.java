/** Texts with their spans drawn. */
@NullMarked
package org.al4j.study.report.marks;

import org.jspecify.annotations.NullMarked;
