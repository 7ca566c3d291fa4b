package org.al4j.core.people;

import java.util.Map;
import org.al4j.core.data.Annotation;

/** Voices by competence. */
record WeightedVote<A extends Annotation>() implements Adjudication<A> {
  @Override
  public String describe() {
    return "weighted by competence";
  }

  @Override
  public Jury<A> learn(Judgements<A> all) {
    int classes = Math.max(2, all.labels().size());
    Map<String, Double> voices = Competence.voices(all, classes);
    double unknown = Competence.UNKNOWN.voice(classes);
    return judgements ->
        Vote.largest(judgements, one -> voices.getOrDefault(one.annotator(), unknown));
  }
}
