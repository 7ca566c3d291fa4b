package org.al4j.study;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.al4j.core.data.Annotation;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.LoopListener;
import org.al4j.core.loop.Round;
import org.al4j.core.model.FitProgress;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.oracle.Query;
import org.al4j.study.settings.QuerySizes;

/**
 * Notes what the model that selected a query says about it, and passes on what it hears. A query is
 * announced after it was timed and recorded, so a note costs no measured time.
 *
 * @param sizes which say what a round's number of labels counts
 * @param model the model of the fit before, which selected the query
 */
record NotedQueries<A extends Annotation>(
    LoopListener next,
    RunNotes<A> notes,
    QuerySizes sizes,
    Supplier<Optional<SuccessorModel<A>>> model)
    implements LoopListener {
  @Override
  public void onQuery(Query query) {
    if (query.round() > 0) {
      model.get().ifPresent(one -> notes.query(query, one));
    }
    next.onQuery(query);
  }

  @Override
  public void onAnswers(Round round) {
    next.onAnswers(round);
  }

  @Override
  public void onFitProgress(int round, FitProgress progress) {
    next.onFitProgress(round, progress);
  }

  @Override
  public void onIteration(Iteration iteration) {
    sizes.counted(List.of(iteration)).forEach(next::onIteration);
  }

  @Override
  public void onStop(String reason) {
    next.onStop(reason);
  }
}
