/**
 * Pools whose texts lie in Spark: the loop holds ids, executors score, ids and utilities come back.
 */
@NullMarked
package org.al4j.spark;

import org.jspecify.annotations.NullMarked;
