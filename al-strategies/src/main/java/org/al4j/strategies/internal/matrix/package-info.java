/**
 * Large matrices in blocks: distances from one row to all, products with many, clustering,
 * neighbours.
 */
@NullMarked
package org.al4j.strategies.internal.matrix;

import org.jspecify.annotations.NullMarked;
