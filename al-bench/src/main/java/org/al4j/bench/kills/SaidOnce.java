package org.al4j.bench.kills;

import java.util.Optional;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.log.RunEvent;
import org.al4j.core.oracle.Answer;

/**
 * What one of several people said, in words that are the same on the pipe and in the log: what,
 * which text, who, which label.
 */
final class SaidOnce {
  private SaidOnce() {}

  static String of(LabellingScenario scenario, Answer<ClassLabel> answer) {
    if (answer instanceof Answer.Given<ClassLabel> given) {
      return words(scenario, "given", answer.id(), answer.annotator(), given.annotation());
    }
    if (answer instanceof Answer.Revised<ClassLabel> revised) {
      return words(scenario, "revised", answer.id(), answer.annotator(), revised.annotation());
    }
    if (answer instanceof Answer.Decided<ClassLabel> decided) {
      return words(scenario, "decided", answer.id(), answer.annotator(), decided.annotation());
    }
    String what = answer instanceof Answer.Skipped<ClassLabel> ? "skipped" : "withdrawn";
    return words(scenario, what, answer.id(), answer.annotator());
  }

  /** Empty for what no person said. */
  static Optional<String> of(LabellingScenario scenario, RunEvent event) {
    if (event instanceof RunEvent.Labelled said) {
      return Optional.of(words(scenario, "given", said.id(), said.annotator(), said.annotation()));
    }
    if (event instanceof RunEvent.Revised said) {
      return Optional.of(
          words(scenario, "revised", said.id(), said.annotator(), said.annotation()));
    }
    if (event instanceof RunEvent.Decided said && !said.annotator().isEmpty()) {
      return said.annotation()
          .map(label -> words(scenario, "decided", said.id(), said.annotator(), label));
    }
    if (event instanceof RunEvent.Skipped said) {
      return Optional.of(words(scenario, "skipped", said.id(), said.annotator()));
    }
    if (event instanceof RunEvent.Withdrawn said) {
      return Optional.of(words(scenario, "withdrawn", said.id(), said.annotator()));
    }
    return event instanceof RunEvent.Grown ? Optional.of("grown") : Optional.empty();
  }

  private static String words(
      LabellingScenario scenario, String what, String id, String who, Annotation label) {
    return words(scenario, what, id, who) + " " + scenario.number((ClassLabel) label);
  }

  private static String words(LabellingScenario scenario, String what, String id, String who) {
    return what + " " + scenario.corpus().ordinal(id) + " " + who;
  }
}
