package org.al4j.core.model;

import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;

/**
 * What a successor model says about an instance.
 *
 * @param annotation the predicted annotation
 * @param probabilities one per class in the order of the label space; empty where the model has
 *     none
 */
@SuppressWarnings("ArrayRecordComponent") // predictions are streamed and never compared
public record Prediction<A extends Annotation>(
    Instance instance, A annotation, double[] probabilities) {}
