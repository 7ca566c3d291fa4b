/** Several people label one pool. */
@NullMarked
package org.al4j.examples.people;

import org.jspecify.annotations.NullMarked;
