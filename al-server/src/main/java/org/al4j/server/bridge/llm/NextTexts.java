package org.al4j.server.bridge.llm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.people.Judgement;
import org.al4j.core.people.Judgements;
import org.al4j.core.people.ModelAgreement;
import org.al4j.core.people.ModelTrust;
import org.al4j.server.desk.ModelDesk;

/**
 * Which texts a model is asked about. Until it is believed these are few: texts that people have
 * labelled, and at first, of the open query, no more than people can be expected to check; nothing
 * is paid for a model that may turn out to be of no use. Then all of the open query.
 *
 * @param annotator the model
 * @param voice whether it has a voice among several from the start
 */
record NextTexts<A extends Annotation>(
    ModelDesk<A> desk, String annotator, ModelTrust trust, boolean voice) {
  private static final int MOST = 20;
  private static final int AHEAD = 2; // times what must be compared

  /** What is asked next, and why nothing is. */
  record Choice(List<Instance> texts, String reason, boolean disbelieved) {}

  /**
   * Chooses.
   *
   * @param passed ids that are not to be asked: examples, and what was left to people
   */
  Choice choose(Set<String> passed) {
    Judgements<A> all = desk.judgements();
    ModelAgreement agreement = ModelTrust.measure(all).getOrDefault(annotator, ModelAgreement.NONE);
    if (agreement.compared() >= trust.least() && agreement.upper() < trust.floor()) {
      String why = "it says too seldom what people say; they label all texts";
      return new Choice(List.of(), why, true);
    }
    Set<String> mine = new HashSet<>();
    Set<String> theirs = new HashSet<>();
    for (Judgement<A> one : all.given()) {
      if (one.annotator().equals(annotator)) {
        mine.add(one.id());
      } else if (!ModelTrust.isModel(one.annotator())) {
        theirs.add(one.id());
      }
    }
    if (trust.believes(agreement) || voice) {
      return choice(desk.open(annotator), mine, passed, MOST, "");
    }
    return measuring(agreement, mine, theirs, passed);
  }

  private Choice measuring(
      ModelAgreement agreement, Set<String> mine, Set<String> theirs, Set<String> passed) {
    List<Instance> said = theirs.stream().sorted().map(desk::text).toList();
    Choice known = choice(said, mine, passed, MOST, "");
    if (!known.texts().isEmpty()) {
      return known;
    }
    long alone = mine.stream().filter(id -> !theirs.contains(id)).count();
    boolean measured = agreement.compared() >= trust.least(); // and was believed, perhaps
    int ahead = measured ? 0 : (int) Math.max(0, AHEAD * (long) trust.least() - alone);
    return choice(
        desk.open(annotator),
        mine,
        passed,
        Math.min(MOST, ahead),
        "people have labelled " + agreement.compared() + " of the texts that it has labelled");
  }

  private static Choice choice(
      List<Instance> from, Set<String> mine, Set<String> passed, int most, String otherwise) {
    List<Instance> texts = new ArrayList<>();
    for (Instance text : from) {
      if (texts.size() < most && !mine.contains(text.id()) && !passed.contains(text.id())) {
        texts.add(text);
      }
    }
    return new Choice(texts, texts.isEmpty() ? otherwise : "", false);
  }
}
