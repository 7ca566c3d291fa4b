package org.al4j.examples.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.study.share.SharedFirstFit;

/**
 * Learners that are closed together. Each keeps its last model for all labels, so that a teacher is
 * trained once for all successors of a seed.
 *
 * @param <A> what they learn from
 */
final class OpenLearners<A extends Annotation> implements AutoCloseable {
  private int labels;
  private final List<AutoCloseable> open = new ArrayList<>();

  /** Fits on {@code labels} texts are shared. */
  OpenLearners(int labels) {
    this.labels = labels;
  }

  /** From now on fits on so many texts are shared: budgets of tokens take other numbers of them. */
  void shareFitsOn(int texts) {
    labels = texts;
  }

  /** Takes a learner over. */
  <M extends ActiveModel<A>> Learner<A, ActiveModel<A>> add(Learner<A, M> learner) {
    open.add(learner);
    return shared(learner, labelled -> labelled.size() == labels);
  }

  /**
   * Takes a teacher over, which keeps besides its last model for nine tenths of the labels: what
   * that one gets wrong of the others is the share of pseudo-labels that a filter drops.
   */
  <M extends ActiveModel<A>> Learner<A, ActiveModel<A>> addTeacher(Learner<A, M> learner) {
    return shared(
        add(learner),
        labelled -> labelled.size() == labels - Math.max(1, Math.round(0.1 * labels)));
  }

  private <M extends ActiveModel<A>> Learner<A, ActiveModel<A>> shared(
      Learner<A, M> learner, Predicate<List<Labelled<A>>> fits) {
    SharedFirstFit<A, M> shared = SharedFirstFit.of(learner, fits);
    open.add(shared);
    return shared;
  }

  /** Closes the models, then their learners. */
  @Override
  public void close() throws IOException {
    Collections.reverse(open);
    for (AutoCloseable closeable : open) {
      try {
        closeable.close();
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
    open.clear();
  }
}
