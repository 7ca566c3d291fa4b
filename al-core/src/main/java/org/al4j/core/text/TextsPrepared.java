package org.al4j.core.text;

/**
 * How far a preparation of texts is; see {@link TextPreparer}.
 *
 * @param done texts that are ready, from 0
 * @param total texts in all
 * @param made those of them that were not ready before and are made ready now
 */
public record TextsPrepared(long done, long total, long made) {}
