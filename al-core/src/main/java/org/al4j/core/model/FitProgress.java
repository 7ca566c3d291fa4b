package org.al4j.core.model;

/**
 * Where a fit is.
 *
 * @param step updates done, from 1
 * @param steps updates planned
 * @param loss training loss of the last update, per labelled instance that it saw: comparable
 *     however many there are
 */
public record FitProgress(int step, int steps, double loss) {}
