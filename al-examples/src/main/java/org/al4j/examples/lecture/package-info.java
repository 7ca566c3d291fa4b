/** The strategies of the lecture on one data set: who is run, what was picked, in pictures. */
@NullMarked
package org.al4j.examples.lecture;

import org.jspecify.annotations.NullMarked;
