/** Networks of Deeplearning4j as learners. */
@NullMarked
package org.al4j.dl4j;

import org.jspecify.annotations.NullMarked;
