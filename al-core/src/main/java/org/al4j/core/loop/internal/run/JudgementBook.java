package org.al4j.core.loop.internal.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.log.RunEvent;
import org.al4j.core.people.Adjudication;
import org.al4j.core.people.Judgement;
import org.al4j.core.people.Judgements;
import org.al4j.core.people.KnownAnswer;
import org.al4j.core.people.Note;
import org.jspecify.annotations.Nullable;

/** Who said what in a run, and what follows from it. */
public final class JudgementBook<A extends Annotation> {
  private final People<A> people;
  private final LabelSpace labels;
  private final Map<String, Standing<A>> standings = new HashMap<>();
  private final Map<String, Standing<A>> atClose = new HashMap<>(); // of what changed since
  private final List<KnownAnswer<A>> known = new ArrayList<>();
  private final Map<String, Integer> judged = new HashMap<>(); // by annotator
  private final Map<String, Set<String>> checked = new HashMap<>(); // by annotator
  private final List<Note> notes = new ArrayList<>();
  private int knownAtClose;
  private Adjudication.@Nullable Jury<A> jury;

  public JudgementBook(People<A> people, LabelSpace labels) {
    this.people = people;
    this.labels = labels;
  }

  People<A> people() {
    return people;
  }

  /** Of an instance that was asked; those labelled before the run have none. */
  public Standing<A> of(String id) {
    return standings.getOrDefault(id, Standing.none());
  }

  /** What an annotator says of some instances, in their order. */
  public Map<String, A> by(String annotator, Collection<String> ids) {
    Map<String, A> his = new LinkedHashMap<>();
    ids.forEach(id -> of(id).by(annotator).ifPresent(said -> his.put(id, said)));
    return his;
  }

  /** Takes an event about an instance in. */
  public void apply(String id, RunEvent event) {
    Standing<A> before = of(id);
    if (!people.single()) { // where a judgement is the label nobody asks how it was
      atClose.putIfAbsent(id, before);
    }
    standings.put(id, before.after(event, people.single()));
    if (event instanceof RunEvent.Labelled said) {
      judged.merge(said.annotator(), 1, Integer::sum);
    }
  }

  /** Takes in what concerns no instance of the pool. */
  void applyBeside(RunEvent event) {
    if (event instanceof RunEvent.Checked checkedNow) {
      apply(checkedNow);
    } else if (event instanceof RunEvent.Noted noted) {
      notes.add(noted.note());
    } else if (event instanceof RunEvent.Closed) {
      close();
    }
  }

  /** What the application noted, in the order of the log. */
  public List<Note> notes() {
    return List.copyOf(notes);
  }

  @SuppressWarnings("unchecked") // a run's annotations are of one kind: see RunState.refusal
  private void apply(RunEvent.Checked checkedNow) {
    String annotator = checkedNow.annotator();
    Judgement<A> given = new Judgement<>(checkedNow.id(), annotator, (A) checkedNow.annotation());
    known.add(new KnownAnswer<>(given, (A) checkedNow.known()));
    checked.computeIfAbsent(annotator, name -> new HashSet<>()).add(checkedNow.id());
  }

  /** The query is closed: what was said by now is what the next decisions are learnt from. */
  private void close() {
    atClose.clear();
    knownAtClose = known.size();
    jury = null;
  }

  /** All judgements as they stand. */
  public Judgements<A> now() {
    return judgements(standings::get, known);
  }

  private Judgements<A> judgements(
      Function<String, Standing<A>> standing, List<KnownAnswer<A>> answers) {
    List<Judgement<A>> given = new ArrayList<>();
    standings.keySet().forEach(id -> given.addAll(standing.apply(id).judgements()));
    return new Judgements<>(labels, given, answers);
  }

  /** Decides by what was learnt when the last query was closed, so that it costs little. */
  Optional<A> decide(Standing<A> standing) {
    if (!isComplete(standing)) {
      return Optional.empty();
    }
    Adjudication.Jury<A> decides = jury;
    if (decides == null) {
      decides =
          learn(
              judgements(
                  id -> atClose.getOrDefault(id, standings.get(id)),
                  known.subList(0, knownAtClose)));
      jury = decides;
    }
    return decided(decides, standing);
  }

  /**
   * Looks at all judgements: which labels are not what follows from them now.
   *
   * @return the events to record, ordered by id
   */
  public List<RunEvent> reviewAll(int round) {
    if (people.single()) {
      return List.of();
    }
    Adjudication.Jury<A> decides = learn(now());
    return review(round, standings.keySet(), standing -> decided(decides, standing));
  }

  /** The same for what changed since the last query was closed, by what was learnt then. */
  public List<RunEvent> reviewChanged(int round) {
    return review(round, atClose.keySet(), this::decide);
  }

  private List<RunEvent> review(
      int round, Set<String> ids, Function<Standing<A>, Optional<A>> decision) {
    List<RunEvent> events = new ArrayList<>();
    for (String id : ids.stream().sorted().toList()) {
      Standing<A> standing = of(id);
      difference(round, id, standing, decision).ifPresent(events::add);
    }
    return events;
  }

  /** The event that makes an instance's label what follows from its judgements, if it is not. */
  Optional<RunEvent> difference(
      int round, String id, Standing<A> standing, Function<Standing<A>, Optional<A>> decision) {
    if (!standing.decider().isEmpty()) {
      return Optional.empty(); // a person's decision stands
    }
    Optional<A> verdict = isComplete(standing) ? decision.apply(standing) : Optional.empty();
    return verdict.equals(standing.given())
        ? Optional.empty()
        : Optional.of(new RunEvent.Decided(round, id, verdict.map(label -> label), ""));
  }

  private boolean isComplete(Standing<A> standing) {
    return standing.judgements().size() >= people.wanted();
  }

  private Adjudication.Jury<A> learn(Judgements<A> all) {
    Adjudication<A> adjudication = people.adjudication();
    if (adjudication == null) {
      throw new IllegalStateException("one judgement is the label: there is nothing to decide");
    }
    return Promise.kept(adjudication.learn(all), name(adjudication), "learn");
  }

  private Optional<A> decided(Adjudication.Jury<A> decides, Standing<A> standing) {
    return Promise.kept(
        decides.decide(standing.judgements()), name(people.adjudication()), "decide");
  }

  private static String name(@Nullable Adjudication<?> adjudication) {
    return "adjudication " + (adjudication == null ? "none" : adjudication.describe());
  }

  /** Whether further people are to judge an instance. */
  boolean wantsMore(Standing<A> standing) {
    return standing.label() == null && standing.judgements().size() < people.most();
  }

  /** Whether an instance has all judgements that it can get, and they do not decide. */
  boolean isDisputed(Standing<A> standing) {
    return !people.single()
        && standing.label() == null
        && standing.judgements().size() >= people.most();
  }

  /** Whether so many people passed an instance over that it is not asked again. */
  boolean isSetAside(Standing<A> standing) {
    return standing.label() == null && standing.skipped().size() >= people.wanted();
  }

  /** How many instances an annotator judged, revised ones once. */
  int judgedBy(String annotator) {
    return judged.getOrDefault(annotator, 0);
  }

  /** The known items that an annotator has labelled. */
  Set<String> checkedBy(String annotator) {
    return checked.getOrDefault(annotator, Set.of());
  }

  /** Why an annotator may not label; empty if he may. */
  Optional<String> unqualified(String annotator) {
    var qualification = people.qualification();
    if (qualification == null || qualification.least() == 0) {
      return Optional.empty();
    }
    List<KnownAnswer<A>> his =
        known.stream().filter(one -> one.given().annotator().equals(annotator)).toList();
    long right = his.stream().filter(KnownAnswer::right).count();
    boolean few = his.size() < qualification.first();
    boolean bad = !his.isEmpty() && (double) right / his.size() < qualification.least();
    return few || bad
        ? Optional.of(
            String.format(
                    Locale.ROOT,
                    "annotator '%s' has labelled %d of %d known items right; %d are to be labelled,"
                        + " and at",
                    annotator,
                    right,
                    his.size(),
                    qualification.first())
                + " least a share of "
                + qualification.least()
                + " of them right, before others")
        : Optional.empty();
  }
}
