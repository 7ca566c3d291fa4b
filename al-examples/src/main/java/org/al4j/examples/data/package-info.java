/** The embedded support-desk data set and the program that makes it. */
@NullMarked
package org.al4j.examples.data;

import org.jspecify.annotations.NullMarked;
