package org.al4j.examples.ups;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.al4j.core.data.Annotation;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.examples.data.TemporaryFolder;
import org.al4j.study.Task;
import org.al4j.study.grid.AcquisitionGrid;
import org.al4j.study.settings.QuerySizes;

/**
 * A short run that nobody looks at, so that the first that is timed pays for no start of the JVM.
 */
public final class WarmUp {
  private static final int TEXTS = 200;
  private static final int BATCH = 20;

  private boolean done;

  /** Trains two models of each learner and scores a few texts; once. */
  public <A extends Annotation> void run(
      Task<A> task,
      List<? extends Learner<A, ? extends ActiveModel<A>>> learners,
      String strategy) {
    if (done) {
      return;
    }
    done = true;
    Task<A> few =
        task.with(
            task.name(),
            task.train().subList(0, Math.min(TEXTS, task.train().size())),
            task.test().subList(0, Math.min(BATCH, task.test().size())));
    try (TemporaryFolder folder = TemporaryFolder.create("al-warm-up-")) {
      QuerySizes sizes = new QuerySizes(BATCH, BATCH, false);
      for (int i = 0; i < learners.size(); i++) {
        new AcquisitionGrid<>(few, sizes, 1, folder.path())
            .acquire(new AcquisitionGrid.Acquirer<>("learner" + i, learners.get(i), strategy), 1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
