package org.al4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Oracle;
import org.al4j.core.oracle.Query;
import org.al4j.core.query.Selected;
import org.junit.jupiter.api.Test;

/**
 * What every oracle must keep. Extend it, say which oracle and which instances it can label, and
 * the tests are inherited.
 *
 * @param <A> the kind of annotation
 */
public abstract class OracleContract<A extends Annotation> {
  /** The contract's tests are inherited. */
  protected OracleContract() {}

  /** The oracle under test. */
  protected abstract Oracle<A> oracle();

  /** At least two instances it can label. */
  protected abstract List<Instance> known();

  private static Query query(List<Instance> instances) {
    return new Query(
        0, instances.stream().map(instance -> new Selected(instance, Double.NaN)).toList());
  }

  @Test
  void ask_knownInstances_answersOnlyThoseEachOnce() {
    Collection<Answer<A>> answers = oracle().ask(query(known()));
    Set<String> ids = new HashSet<>();
    answers.forEach(answer -> assertTrue(ids.add(answer.id()), answer.id() + " is answered twice"));
    assertTrue(
        new HashSet<>(query(known()).ids()).containsAll(ids), "only what was asked is answered");
  }

  @Test
  void ask_unknownInstance_isNotLabelled() {
    Collection<Answer<A>> answers =
        oracle().ask(query(List.of(Instance.ofText("no-such-id", "no such text"))));
    assertTrue(answers.stream().noneMatch(answer -> answer instanceof Answer.Given));
  }

  @Test
  void ask_nothing_answersNothing() {
    assertEquals(0, oracle().ask(query(List.of())).size());
  }
}
