package org.al4j.strategies.plasm;

import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.Learner;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.pool.Pool;

/**
 * Who teaches whom on what.
 *
 * @param pool as active learning left it: its labelled instances are the gold labels, its
 *     unlabelled ones receive pseudo-labels, skipped ones do not. It is not changed
 * @param labels the label space
 * @param teacher trains the model that gives the pseudo-labels: in the paper the large model whose
 *     distilled student chose the gold labels. For the ablations pass the student's learner, or the
 *     successor's own
 * @param successor trains the model that is wanted, of any kind
 * @param seed the root seed of splits and fits
 * @param <A> the kind of annotation: class labels or tag sequences
 * @param <T> the teacher's kind of model
 * @param <S> the successor's kind of model
 */
public record PlasmTask<
    A extends Annotation, T extends SuccessorModel<A>, S extends SuccessorModel<A>>(
    Pool<A> pool, LabelSpace labels, Learner<A, T> teacher, Learner<A, S> successor, long seed) {}
