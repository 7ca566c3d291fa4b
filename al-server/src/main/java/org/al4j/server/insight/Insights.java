package org.al4j.server.insight;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.server.kind.AnnotationForm;
import org.al4j.server.project.ProjectFolder;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a project besides counts. One thread works it out; who asks gets what is there,
 * and nobody who labels waits for it.
 *
 * @param <A> the kind of annotation
 */
public final class Insights<A extends Annotation> implements AutoCloseable {
  /** The name of notes that say that a label was looked at again and is right; their text. */
  public static final String KEEP = "keep";

  private static final System.Logger LOG = System.getLogger(Insights.class.getName());

  /** A review and how much had been said when it was made. */
  private record Reviewed(Review review, long version) {}

  private final ProjectFolder project;
  private final AnnotationForm<A> form;
  private final Measuring<A> measuring;
  private final Reviewing<A> reviewing;
  private final Runnable news;
  private final LabelTimes times = new LabelTimes();
  private final AtomicBoolean measureWanted = new AtomicBoolean();
  private volatile boolean measures;
  private final AtomicBoolean reviews = new AtomicBoolean();
  private final AtomicLong version = new AtomicLong();
  private volatile @Nullable Reviewed reviewed;
  private @Nullable Learner<A, ? extends ActiveModel<A>> learner; // of the one thread
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "al4j-insight");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Insights into a run.
   *
   * @param news told when something new is known, quickly
   */
  public Insights(
      ProjectFolder project, AnnotationForm<A> form, ActiveLearning<A> loop, Runnable news) {
    this.project = project;
    this.form = form;
    this.news = news;
    this.measuring = new Measuring<>(project, form, loop);
    this.reviewing = new Reviewing<>(project, form, loop);
  }

  /** Begins with what is there. */
  public void start() {
    execute(this::rememberTimes);
    roundEnded();
  }

  private void execute(Runnable work) {
    try {
      executor.execute(
          () -> {
            try {
              work.run();
            } catch (RuntimeException e) { // what labels are made with goes on
              if (!executor.isShutdown()) {
                LOG.log(System.Logger.Level.WARNING, "failed: {0}", e.getClass().getName());
              }
            }
          });
    } catch (RejectedExecutionException e) {
      // the server ends
    }
  }

  private void rememberTimes() {
    Map<List<String>, Duration> before = new HashMap<>();
    try {
      for (RunEvent event : RunLog.read(project.run())) {
        if (event instanceof RunEvent.Labelled one) {
          one.time().ifPresent(took -> before.put(List.of(one.annotator(), one.id()), took));
        } else if (event instanceof RunEvent.Revised one) {
          one.time().ifPresent(took -> before.put(List.of(one.annotator(), one.id()), took));
        } else if (event instanceof RunEvent.Checked one) {
          one.time().ifPresent(took -> before.put(List.of(one.annotator(), one.id()), took));
        }
      }
    } catch (InvalidInputException e) {
      return; // nothing was asked yet
    }
    before.forEach(times::remember);
  }

  /** A round's model may be there: it is measured. */
  public void roundEnded() {
    version.incrementAndGet();
    if (measureWanted.compareAndSet(false, true)) {
      execute(this::measure);
    }
  }

  private void measure() {
    boolean changed;
    measures = true;
    measureWanted.set(false); // a round that ends from here on wants another
    try {
      changed = measuring.measure(this::learner);
    } finally {
      measures = false;
    }
    if (changed) {
      version.incrementAndGet();
      news.run();
    }
  }

  private Learner<A, ? extends ActiveModel<A>> learner() {
    Learner<A, ? extends ActiveModel<A>> made = learner;
    if (made == null) {
      made = project.settings().choosing().learner(form.kind());
      learner = made;
    }
    return made;
  }

  /** Something was said. */
  public void said() {
    version.incrementAndGet();
  }

  /** How long labels took. */
  public LabelTimes times() {
    return times;
  }

  /** How many rounds are measured. */
  public int measured() {
    return measuring.count();
  }

  /** How good the models are. */
  public Curve curve() {
    return measuring.curve(measures || measureWanted.get());
  }

  /** The last review; a new one is made if something was said since. Empty before the first. */
  public Optional<Review> review() {
    if (!isReviewFresh() && reviews.compareAndSet(false, true)) {
      execute(this::makeReview);
    }
    return Optional.ofNullable(reviewed).map(Reviewed::review);
  }

  /** Whether nothing was said since the last review. */
  public boolean isReviewFresh() {
    Reviewed last = reviewed;
    return last != null && last.version() == version.get();
  }

  private void makeReview() {
    long now = version.get();
    reviews.set(false); // what is said from here on wants another
    reviewed = new Reviewed(reviewing.review(measuring.checked()), now);
  }

  /** Ends; what is being worked out is forgotten. */
  @Override
  public void close() {
    measuring.close();
    execute(
        () -> {
          Learner<A, ? extends ActiveModel<A>> made = learner;
          if (made != null) {
            made.close();
          }
        });
    executor.shutdown();
    try {
      executor.awaitTermination(
          1, TimeUnit.SECONDS); // a long one ends by itself, and writes nothing
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
