package org.al4j.server.desk;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.oracle.Query;
import org.al4j.core.people.Judgements;
import org.al4j.core.query.Selected;
import org.al4j.server.kind.AnnotationForm;
import org.al4j.server.project.ProjectFolder;

/**
 * The desk as a model that annotates beside people has it: it takes no leases, so that nobody waits
 * for it.
 *
 * @param <A> the kind of annotation
 */
public final class ModelDesk<A extends Annotation> {
  private static final int LONGEST_KEY = 100;

  private final LabelDesk<A> desk;
  private final ActiveLearning<A> loop;
  private final ProjectFolder project;
  private final AnnotationForm<A> form;
  private volatile Supplier<Optional<ModelReport>> report = Optional::empty;

  ModelDesk(
      LabelDesk<A> desk, ActiveLearning<A> loop, ProjectFolder project, AnnotationForm<A> form) {
    this.desk = desk;
    this.loop = loop;
    this.project = project;
    this.form = form;
  }

  /** The project. */
  public ProjectFolder project() {
    return project;
  }

  /** How annotations look. */
  public AnnotationForm<A> form() {
    return form;
  }

  /**
   * What is to be labelled and is with nobody else, in the order of the query; none between two.
   *
   * @param annotator the model
   */
  public List<Instance> open(String annotator) {
    Optional<Query> query = loop.queryFor(annotator);
    return query
        .map(one -> one.items().stream().map(Selected::instance).toList())
        .orElse(List.of());
  }

  /** All judgements as they stand. */
  public Judgements<A> judgements() {
    return loop.judgements();
  }

  /** What is labelled. */
  public List<Labelled<A>> labelled() {
    return loop.pool().labelled();
  }

  /** The text of an id that there is. */
  public Instance text(String id) {
    return DeskReview.find(loop, id).orElseThrow();
  }

  /** Records a label as anybody's: it is on the disk when this returns. */
  public Receipt judge(String annotator, String key, Instance text, A annotation) {
    Submission said =
        new Submission(
            key,
            text.id(),
            Submission.Verb.JUDGE,
            Optional.of(form.write(text, annotation)),
            Optional.empty(),
            "");
    return desk.submit(annotator, said);
  }

  /** Takes a judgement back. */
  public void withdraw(String annotator, String id, String why) {
    String key = annotator + " " + UUID.randomUUID();
    Submission said =
        new Submission(
            key.substring(Math.max(0, key.length() - LONGEST_KEY)),
            id,
            Submission.Verb.WITHDRAW,
            Optional.empty(),
            Optional.empty(),
            why);
    desk.submit(annotator, said);
  }

  /** Whether nothing is left to label, so that no round is going to end. */
  public boolean isOver() {
    return loop.stopReason().isPresent();
  }

  /** Has the owner see how a model does. */
  public void reportBy(Supplier<Optional<ModelReport>> by) {
    report = by;
  }

  /** How the model does that annotates; empty if none does. */
  public Optional<ModelReport> report() {
    return report.get();
  }
}
