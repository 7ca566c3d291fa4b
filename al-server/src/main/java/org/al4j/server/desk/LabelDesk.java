package org.al4j.server.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Prediction;
import org.al4j.core.people.Note;
import org.al4j.core.pool.Pool;
import org.al4j.server.insight.Insights;
import org.al4j.server.kind.AnnotationForm;
import org.al4j.server.project.ProjectFolder;

/**
 * Where people get texts and leave what they say of them, by name; for any number of threads. What
 * is acknowledged is on the disk. Nobody waits for a training.
 *
 * @param <A> the kind of annotation
 */
public final class LabelDesk<A extends Annotation> implements AutoCloseable {
  static final String FLAG = "flag";

  private final ProjectFolder project;
  private final AnnotationForm<A> form;
  private final Learner<A, ?> learner;
  private final ActiveLearning<A> loop;
  private final LoopDoor<A> door;
  private final Rounds<A> rounds;
  private final Recorder<A> recorder;
  private final Journalled journalled;
  private final Leases leases;
  private final Later later;
  private final GoldTexts<A> gold;
  private final Insights<A> insights;
  private final CountDownLatch newLabels = new CountDownLatch(1);
  private final Consumer<String> news;
  private final ModelDesk<A> models;

  private LabelDesk(
      ProjectFolder project, AnnotationForm<A> form, InstantSource clock, Consumer<String> news) {
    this.project = project;
    this.form = form;
    this.news = news;
    this.leases = new Leases(clock);
    Pool<A> pool = project.pool(form);
    var choosing = project.settings().choosing();
    Learner<A, ? extends ActiveModel<A>> made = choosing.learner(form.kind());
    this.learner = made;
    this.loop = DeskLoop.open(project, form, made, pool);
    List<Note> notes = loop.notes();
    this.gold = new GoldTexts<>(project.gold(form), loop.judgements().known(), notes);
    this.later = new Later(notes);
    this.insights = new Insights<>(project, form, loop, () -> news.accept("insight"));
    this.rounds =
        new Rounds<>(loop, choosing.batch(), pool.labelledCount(), gold.texts(), this::roundEnded);
    this.journalled = new Journalled(notes, DeskReview.standing(loop, gold));
    this.door = new LoopDoor<>(loop, DeskLoop.beside(project, form));
    this.recorder = new Recorder<>(door, notes, rounds::recorded);
    this.models = new ModelDesk<>(this, loop, project, form);
  }

  /**
   * Opens the desk of a project, which goes on where it was.
   *
   * @param clock by which leases expire
   * @param news told in a word what has happened, quickly: {@code round}, {@code judgement} or
   *     {@code insight}
   * @throws InvalidInputException if the project's run is in use, or its settings name what is not
   *     there
   */
  public static LabelDesk<?> open(
      ProjectFolder project, InstantSource clock, Consumer<String> news) {
    LabelDesk<?> desk = new LabelDesk<>(project, project.form(), clock, news);
    desk.start();
    return desk;
  }

  private void start() {
    boolean begun = !loop.queries().isEmpty();
    if (begun) {
      prepare(List.of()); // mostly there already; a training needs it
    }
    rounds.go();
    if (!begun) {
      prepare(List.of()); // the first texts need no model
    }
    insights.start();
  }

  private void roundEnded() {
    insights.roundEnded();
    news.accept("round");
  }

  private void prepare(Collection<Instance> more) {
    Iterable<Instance> texts = more.isEmpty() ? loop.pool().corpus() : more;
    DeskLoop.prepare(learner, texts, rounds::execute);
  }

  /**
   * What a person is to label: the first texts that are free for him, which are kept for him.
   * Asking again gives what he has not answered, and what is new.
   *
   * @param most how many, at least 1
   */
  public Hand next(String who, int most) {
    leases.expire(loop::release);
    var free = door.next(who, most + later.count(who) + gold.passed(who));
    List<Hand.Card> cards = new ArrayList<>();
    free.ifPresent(
        query ->
            query.items().stream()
                .filter(item -> !gold.isPassed(who, item.instance().id()))
                .forEach(item -> cards.add(card(item.instance(), query.round()))));
    List<Hand.Card> first = later.last(who, cards);
    if (!first.isEmpty()) {
      List<Hand.Card> his = first.subList(0, Math.min(most, first.size()));
      rounds.hand(his.stream().map(Hand.Card::instance).toList());
      return new Hand(his, Optional.of(leases.take(who, his.size())), Hand.State.LABEL, "");
    }
    rounds.go(); // where a training failed that may succeed now
    if (rounds.isOpen()) {
      rounds.closeForIdle(free.map(query -> query.items().size()).orElse(0));
    }
    String stopped = loop.stopReason().orElse("");
    Hand.State state =
        !stopped.isEmpty()
            ? Hand.State.DONE
            : rounds.isWorking() ? Hand.State.TRAINING : Hand.State.WAIT;
    return new Hand(List.of(), Optional.empty(), state, stopped);
  }

  private Hand.Card card(Instance instance, int round) {
    return new Hand.Card(instance, round, rounds.suggestion(instance.id()).map(this::suggestion));
  }

  private Suggestion suggestion(Prediction<A> prediction) {
    return new Suggestion(
        form.suggestion(prediction, project.labels()),
        form.confidence(
            prediction.annotation(), project.labels().names(), prediction.confidence()));
  }

  /**
   * Records what a person says; it is on the disk when this returns.
   *
   * @throws InvalidInputException if it has not the form of the task
   * @throws java.io.UncheckedIOException if it cannot be written; nothing is recorded then
   * @throws IllegalStateException if the desk is being closed
   */
  public Receipt submit(String who, Submission said) {
    Optional<Instance> known = gold.find(said.id());
    Optional<Instance> instance = known.or(() -> door.find(said.id()));
    if (instance.isEmpty()) {
      return new Receipt(Receipt.Kind.UNKNOWN, "no text has the id '" + said.id() + "'");
    }
    Optional<A> annotation = said.label().map(label -> form.read(instance.get(), label));
    Optional<String> unfit =
        annotation.flatMap(label -> form.refusal(project.labels(), instance.get(), label));
    if (unfit.isPresent()) {
      return new Receipt(Receipt.Kind.UNFIT, unfit.get());
    }
    Submission plain = said.with(annotation.map(one -> form.write(instance.get(), one)));
    Receipt receipt =
        known.isPresent() && said.verb() != Submission.Verb.FLAG
            ? gold.submit(who, plain, annotation, recorder::recorded)
            : recorder.recorded(DeskAnswers.entry(who, plain, annotation));
    after(who, said, receipt);
    return receipt;
  }

  private void after(String who, Submission said, Receipt receipt) {
    if (receipt.kind() != Receipt.Kind.RECORDED && receipt.kind() != Receipt.Kind.ALREADY) {
      return;
    }
    journalled.said(who, said.id());
    later.note(who, said);
    if (receipt.kind() == Receipt.Kind.RECORDED) {
      said.time().ifPresent(leases::took);
      said.time().ifPresent(took -> insights.times().took(who, said.id(), took));
      insights.said();
      if (said.verb() == Submission.Verb.JUDGE) {
        journalled.judged(who);
      } else if (said.verb() == Submission.Verb.WITHDRAW) {
        journalled.withdrawn(who);
      }
      news.accept("judgement");
    }
  }

  /** What a person has said, the latest first. */
  public List<OwnLabel> own(String who) {
    return new DeskReview<>(loop, form).own(who, journalled.latest(who), gold);
  }

  /** What is known besides counts. */
  public Insights<A> insights() {
    return insights;
  }

  /** How far the project is. */
  public DeskProgress progress() {
    Pool<A> pool = loop.pool();
    var history = loop.history();
    return new DeskProgress(
        new DeskProgress.TextCounts(
            pool.labelledCount(),
            pool.unlabelledCount(),
            pool.skippedCount(),
            loop.disputed().size()),
        history.isEmpty() ? 0 : history.get(history.size() - 1).round() + 1,
        rounds.isWorking(),
        rounds.fresh(),
        project.settings().choosing().batch(),
        journalled.judgements(),
        loop.stopReason(),
        rounds.failure(),
        new DeskProgress.Beside(
            project.plan().budget(),
            project.settings().labelling().labels().size(),
            insights.measured()));
  }

  /**
   * Adds texts, which are on the disk when this returns.
   *
   * @return how many were new
   * @throws InvalidInputException if an id is there with another text
   */
  public int add(Collection<Instance> texts) {
    int added = door.grow(texts.stream().map(form::prepared).toList());
    if (added > 0) {
      prepare(texts);
      rounds.go();
    }
    return added;
  }

  /**
   * What the last model says of texts, in their order.
   *
   * @throws IllegalStateException if there is no model yet
   */
  public List<Suggestion> predict(List<Instance> texts) {
    if (loop.history().isEmpty()) {
      throw new IllegalStateException("no model yet: no round with labels is finished");
    }
    List<Suggestion> said = new ArrayList<>();
    List<Instance> prepared = texts.stream().map(form::prepared).toList();
    loop.successor().predict(prepared, prediction -> said.add(suggestion(prediction)));
    return said;
  }

  /** The desk as a model that annotates has it. */
  public ModelDesk<A> models() {
    return models;
  }

  /** The desk for other annotation tools. */
  public ToolDesk<A> tools() {
    return new ToolDesk<>(this, project, form, loop);
  }

  /** Counted down when the project has further labels: whoever waits for that opens it anew. */
  public CountDownLatch newLabels() {
    return newLabels;
  }

  /** The remarks on texts, as they came in. */
  public List<Note> flags() {
    return loop.notes().stream().filter(note -> note.name().equals(FLAG)).toList();
  }

  /** The texts that people have to decide, with what was said of each by whom. */
  public Map<Instance, Map<String, JsonNode>> disputed() {
    return new DeskReview<>(loop, form).disputed();
  }

  /** Lets a training under way go; all that was acknowledged is on the disk. */
  @Override
  public void close() {
    insights.close();
    recorder.close();
    rounds.close();
    loop.close();
    rounds.awaitEnd();
    learner.close();
  }
}
