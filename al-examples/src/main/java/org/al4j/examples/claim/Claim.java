package org.al4j.examples.claim;

/**
 * What a paper says, and how a run of ours judges it.
 *
 * @param text in plain words
 * @param source where it is said: author, year, figure or table
 * @param published the number printed there; empty if there is none
 * @param rule by which it is judged
 */
public record Claim(String text, String source, String published, Rule rule) {}
