package org.al4j.models.internal.linear;

/** Columns from one to before another. */
record Range(int from, int to) {}
