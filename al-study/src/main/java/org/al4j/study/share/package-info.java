/** One model for the runs of a study that start from the same labels. */
@NullMarked
package org.al4j.study.share;

import org.jspecify.annotations.NullMarked;
