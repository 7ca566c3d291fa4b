package org.al4j.core.loop.internal.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.al4j.core.data.Annotation;
import org.al4j.core.log.RunEvent;
import org.al4j.core.oracle.Query;
import org.al4j.core.pool.PoolEditor;
import org.al4j.core.query.Selected;

/** What the query that is with people still waits for, and from whom. */
public final class OpenQuery<A extends Annotation> {
  private final JudgementBook<A> book;
  private final PoolEditor<A> pool;
  private final Set<String> outstanding = new LinkedHashSet<>();
  private final Set<String> failed = new HashSet<>();
  private final Set<String> disputed = new TreeSet<>(); // of all queries
  private final Map<String, Set<String>> postponed = new HashMap<>(); // ids by annotator
  private Query query = new Query(0, List.of());
  private Set<String> ids = Set.of();
  private boolean open;

  OpenQuery(JudgementBook<A> book, PoolEditor<A> pool) {
    this.book = book;
    this.pool = pool;
  }

  void begin(Query asked) {
    query = asked;
    ids = Set.copyOf(asked.ids());
    outstanding.clear();
    outstanding.addAll(asked.ids());
    failed.clear();
    postponed.clear();
    open = true;
  }

  void apply(RunEvent event) {
    if (event instanceof RunEvent.Closed) {
      outstanding.clear();
      open = false;
    } else if (event instanceof RunEvent.Postponed later) {
      postpone(later.annotator(), later.id());
    } else if (event instanceof RunEvent.Failed none && book.people().single()) {
      failed.add(none.id());
      outstanding.remove(none.id());
    } else if (event instanceof RunEvent.Failed none) {
      postpone(none.annotator(), none.id()); // it waits for the others
    }
  }

  /** Behind all that he has postponed before. */
  private void postpone(String annotator, String id) {
    Set<String> his = postponed.computeIfAbsent(annotator, name -> new LinkedHashSet<>());
    his.remove(id);
    his.add(id);
  }

  /** What was said of an instance has changed. */
  void update(String id) {
    Standing<A> standing = book.of(id);
    if (book.isDisputed(standing)) {
      disputed.add(id);
    } else {
      disputed.remove(id);
    }
    if (!open || !ids.contains(id)) {
      return;
    }
    if (!waits(id, standing)) {
      outstanding.remove(id);
    } else if (outstanding.add(id)) { // its label was taken back: to its place in the query
      List<String> all = query.ids().stream().filter(outstanding::contains).toList();
      outstanding.clear();
      outstanding.addAll(all);
    }
  }

  private boolean waits(String id, Standing<A> standing) {
    return standing.label() == null
        && !failed.contains(id)
        && pool.isUnlabelled(pool.corpus().ordinal(id));
  }

  boolean isOpen() {
    return open;
  }

  List<String> outstanding() {
    return List.copyOf(outstanding);
  }

  boolean isOutstanding(String id) {
    return outstanding.contains(id);
  }

  /** Instances with all judgements that they can get and no label. */
  public Set<String> disputed() {
    return disputed;
  }

  /**
   * What an annotator can label now: what he postponed comes last. Of a closed query it is what
   * that left unlabelled.
   */
  List<Selected> of(String annotator) {
    List<Selected> now = new ArrayList<>();
    Map<String, Selected> later = new HashMap<>();
    Set<String> his = postponed.getOrDefault(annotator, Set.of());
    for (Selected item : query.items()) {
      String id = item.instance().id();
      boolean left = open ? outstanding.contains(id) : waits(id, book.of(id));
      if (left && isFor(annotator, id)) {
        if (his.contains(id)) {
          later.put(id, item);
        } else {
          now.add(item);
        }
      }
    }
    his.stream().filter(later::containsKey).map(later::get).forEach(now::add);
    return now;
  }

  /** Whether an annotator who has an instance before him can label it still, and wants to. */
  boolean isLeft(String annotator, String id) {
    return waits(id, book.of(id))
        && isFor(annotator, id)
        && !postponed.getOrDefault(annotator, Set.of()).contains(id);
  }

  private boolean isFor(String annotator, String id) {
    Standing<A> standing = book.of(id);
    return book.wantsMore(standing)
        && standing.by(annotator).isEmpty()
        && !standing.skipped().contains(annotator);
  }
}
