package org.al4j.core.data;

/**
 * What an oracle says about an instance. The five kinds are all there are; everything that carries
 * annotations ({@link Labelled}, pool, oracle, loop) is generic in the kind. Annotations are
 * immutable values with {@code equals}.
 */
public sealed interface Annotation
    permits ClassLabel, LabelSet, TagSequence, TargetText, RealValue {}
