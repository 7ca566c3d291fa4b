/** What a model offers to the loop and how one is trained. */
@NullMarked
package org.al4j.core.model;

import org.jspecify.annotations.NullMarked;
