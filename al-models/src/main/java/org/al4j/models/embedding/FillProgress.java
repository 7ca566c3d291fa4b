package org.al4j.models.embedding;

/**
 * Where the filling of a store is.
 *
 * @param done texts that are stored or read, from 0
 * @param total texts in all
 * @param embedded those of them that were not there and that the source read now
 */
public record FillProgress(long done, long total, long embedded) {}
