/** Pictures of what the strategies pick on one made-up data set in the plane. */
@NullMarked
package org.al4j.examples.pictures;

import org.jspecify.annotations.NullMarked;
