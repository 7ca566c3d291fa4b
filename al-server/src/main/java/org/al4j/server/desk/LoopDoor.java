package org.al4j.server.desk;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.Instance;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.loop.Round;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Query;
import org.al4j.core.people.Note;

/**
 * Whoever wants something of the loop, in the order in which they came. A write holds the loop
 * until it is on the disk, and the thread that writes would come first again and again while many
 * label; so somebody who asks for texts waits for one write at most. Texts are looked up without
 * waiting, so that what comes during a write goes together into the next.
 */
final class LoopDoor<A extends Annotation> {
  private final ActiveLearning<A> loop;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final Set<String> beside;
  private volatile Corpus corpus;

  /**
   * A door.
   *
   * @param beside texts that are never among those to label, however they come again
   */
  LoopDoor(ActiveLearning<A> loop, Set<String> beside) {
    this.loop = loop;
    this.beside = Set.copyOf(beside);
    this.corpus = loop.pool().corpus();
  }

  /** Adds texts but those that are beside; how many were new. */
  int grow(Collection<Instance> texts) {
    return loop.grow(texts.stream().filter(one -> !beside.contains(one.text())).toList());
  }

  Round accept(List<Answer<A>> answers, List<Note> notes) {
    turn.lock();
    try {
      return loop.accept(answers, notes);
    } finally {
      turn.unlock();
    }
  }

  Optional<Query> next(String who, int most) {
    turn.lock();
    try {
      return loop.queryOrRestFor(who, most);
    } finally {
      turn.unlock();
    }
  }

  /** A text, also one that came later. */
  Optional<Instance> find(String id) {
    Corpus known = corpus;
    if (known.ordinal(id) < 0) {
      known = loop.pool().corpus();
      corpus = known;
    }
    int ordinal = known.ordinal(id);
    return ordinal < 0 ? Optional.empty() : Optional.of(known.get(ordinal));
  }
}
