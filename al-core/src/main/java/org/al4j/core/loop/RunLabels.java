package org.al4j.core.loop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.DataHash;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.RunEvent;
import org.al4j.core.log.RunLog;
import org.al4j.core.log.RunStore;
import org.al4j.core.loop.internal.run.JudgementBook;
import org.al4j.core.loop.internal.run.People;
import org.al4j.core.loop.internal.run.Standing;
import org.al4j.core.people.Adjudication;
import org.al4j.core.people.Judgement;
import org.al4j.core.people.LabelRow;
import org.al4j.core.pool.Pool;

/**
 * What a run's log says of the labels, without a model and without taking possession of the run: to
 * write them into files ({@link org.al4j.core.people.LabelFiles}), or to begin another run with
 * other settings from them.
 *
 * @param <A> the kind of annotation
 */
public final class RunLabels<A extends Annotation> {
  /** When an instance was asked. */
  private record Asking(int round, double utility) {
    static final Asking NEVER = new Asking(-1, Double.NaN);
  }

  /** What belongs to a judgement besides what it says. */
  private record About(Asking asking, Optional<Duration> time) {}

  private final Class<A> kind;
  private final JudgementBook<A> book;
  private final Map<String, Labelled<A>> before = new TreeMap<>();
  private final Map<String, Asking> askings = new HashMap<>();
  private final Map<List<String>, About> abouts = new HashMap<>(); // by id and annotator
  private final boolean single;
  private Corpus corpus;

  private RunLabels(Pool<A> start, Class<A> kind, boolean single) {
    this.kind = kind;
    this.single = single;
    this.corpus = start.corpus();
    start.labelled().forEach(item -> before.put(item.instance().id(), item));
    People<A> people =
        single ? People.one() : People.<A>one().judgements(1, 1, Adjudication.first());
    this.book = new JudgementBook<>(people, LabelSpace.none());
  }

  /**
   * Reads the labels of the run in a folder.
   *
   * @param start the pool that the run was started with, since the log has no texts
   * @param kind the kind of the run's annotations
   * @throws InvalidInputException if there is no run, it was started with another pool, or its
   *     annotations are of another kind
   */
  public static <A extends Annotation> RunLabels<A> of(Path dir, Pool<A> start, Class<A> kind) {
    return of(RunLog.read(dir), dir.toString(), start, kind);
  }

  /** The same of a run that is kept in another place than a folder. */
  public static <A extends Annotation> RunLabels<A> of(
      RunStore store, Pool<A> start, Class<A> kind) {
    return of(RunLog.read(store), store.name(), start, kind);
  }

  private static <A extends Annotation> RunLabels<A> of(
      List<RunEvent> events, String place, Pool<A> start, Class<A> kind) {
    if (events.isEmpty() || !(events.get(0) instanceof RunEvent.Started started)) {
      throw new InvalidInputException(place + " holds no run: its log does not begin with a start");
    }
    Map<String, String> identity = started.provenance().identity();
    String data = identity.getOrDefault("data.sha256", "");
    if (!data.equals(DataHash.of(start.corpus(), start.labelled()))) {
      throw new InvalidInputException(
          "the run in " + place + " was started with another pool; give the one it began with");
    }
    RunLabels<A> labels = new RunLabels<>(start, kind, !identity.containsKey("judgements"));
    events.forEach(labels::apply);
    return labels;
  }

  private void apply(RunEvent event) {
    if (event instanceof RunEvent.Asked asked) {
      for (RunEvent.AskedItem item : asked.items()) {
        askings.put(item.id(), new Asking(asked.round(), item.utility()));
      }
    } else if (event instanceof RunEvent.Grown grown) {
      corpus = corpus.plus(grown.instances());
    } else if (event instanceof RunEvent.Labelled said) {
      require(said.annotation());
      book.apply(said.id(), said);
      about(said.id(), said.annotator(), said.time());
    } else if (event instanceof RunEvent.Revised said) {
      require(said.annotation());
      book.apply(said.id(), said);
      about(said.id(), said.annotator(), said.time());
    } else if (event instanceof RunEvent.Withdrawn withdrawn) {
      book.apply(withdrawn.id(), withdrawn);
    } else if (event instanceof RunEvent.Decided decided) {
      decided.annotation().ifPresent(this::require);
      book.apply(decided.id(), decided);
    }
  }

  private void about(String id, String annotator, Optional<Duration> time) {
    Asking asking = askings.getOrDefault(id, Asking.NEVER);
    abouts.merge(
        List.of(id, annotator),
        new About(asking, time),
        (first, now) -> new About(first.asking(), now.time().or(first::time)));
  }

  private void require(Annotation annotation) {
    if (!kind.isInstance(annotation)) {
      throw new InvalidInputException(
          "the run's annotations are of kind "
              + annotation.getClass().getSimpleName()
              + ", not "
              + kind.getSimpleName());
    }
  }

  /** One row for each labelled instance, ordered by id; those labelled before the run included. */
  public List<LabelRow<A>> labels() {
    List<LabelRow<A>> rows = new ArrayList<>();
    for (Instance instance : byId()) {
      String id = instance.id();
      Standing<A> standing = book.of(id);
      if (before.containsKey(id)) {
        A label = before.get(id).annotation();
        rows.add(new LabelRow<>(instance, label, "", Optional.empty(), -1, Double.NaN));
      } else if (standing.label() != null) {
        Asking asking = askings.getOrDefault(id, Asking.NEVER);
        String author = single ? standing.judgements().get(0).annotator() : standing.decider();
        About about = single ? aboutOf(id, author) : new About(asking, Optional.<Duration>empty());
        rows.add(
            new LabelRow<>(
                instance,
                standing.label(),
                author,
                about.time(),
                about.asking().round(),
                about.asking().utility()));
      }
    }
    return rows;
  }

  /** One row for each judgement as it stands, ordered by id, then as they came in. */
  public List<LabelRow<A>> judgements() {
    List<LabelRow<A>> rows = new ArrayList<>();
    for (Instance instance : byId()) {
      for (Judgement<A> one : book.of(instance.id()).judgements()) {
        About about = aboutOf(instance.id(), one.annotator());
        rows.add(
            new LabelRow<>(
                instance,
                one.annotation(),
                one.annotator(),
                about.time(),
                about.asking().round(),
                about.asking().utility()));
      }
    }
    return rows;
  }

  private About aboutOf(String id, String annotator) {
    return abouts.getOrDefault(List.of(id, annotator), new About(Asking.NEVER, Optional.empty()));
  }

  private List<Instance> byId() {
    List<Instance> all = new ArrayList<>();
    corpus.forEach(all::add);
    all.sort(Comparator.comparing(Instance::id));
    return all;
  }

  /**
   * The instances with their labels, and those without: {@code Pool.of(dataset)} begins another run
   * where this one stands. What was skipped is unlabelled in it.
   */
  public Dataset<A> dataset(LabelSpace labels) {
    List<Labelled<A>> items =
        labels().stream().map(row -> new Labelled<>(row.instance(), row.label())).toList();
    Set<String> ids = new HashSet<>();
    items.forEach(item -> ids.add(item.instance().id()));
    List<Instance> rest = byId().stream().filter(one -> !ids.contains(one.id())).toList();
    return new Dataset<>(items, labels, rest);
  }
}
