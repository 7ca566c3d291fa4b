package org.al4j.examples.ups;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.model.fit.ForwardingLearner;

/**
 * A teacher whose fits are timed. A run's log has the time of the whole fit of a successor; how
 * much of it was the teacher's stands among its scores, so that a run that is taken up has it too.
 */
final class TimedTeacher<A extends Annotation, M extends ActiveModel<A>>
    extends ForwardingLearner<A, M, M> {
  /** The score's name. */
  static final String SECONDS = "teacher_seconds";

  private double seconds;

  TimedTeacher(Learner<A, M> learner) {
    super(learner);
  }

  /** Tells the seconds of the fits since the evaluation before. */
  Evaluator<A> evaluator(Evaluator<A> test) {
    return new Evaluator<>() {
      @Override
      public Map<String, String> settings() {
        return test.settings();
      }

      @Override
      public Map<String, Double> evaluate(SuccessorModel<A> model, LabelSpace labels) {
        Map<String, Double> scores = new TreeMap<>(test.evaluate(model, labels));
        scores.put(SECONDS, seconds);
        seconds = 0;
        return scores;
      }
    };
  }

  @Override
  public M fit(List<Labelled<A>> labelled, FitContext<A, M> context) {
    long start = System.nanoTime();
    M model = super.fit(labelled, context);
    seconds += (System.nanoTime() - start) / 1e9;
    return model;
  }

  @Override
  protected M wrap(M model) {
    return model;
  }

  @Override
  protected M unwrap(M model) {
    return model;
  }
}
