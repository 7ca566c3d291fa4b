package org.al4j.server.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.Instance;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.people.Judgement;
import org.al4j.server.kind.AnnotationForm;

/** What was said, as people look at it again. */
record DeskReview<A extends Annotation>(ActiveLearning<A> loop, AnnotationForm<A> form) {
  /** How many judgements stand, by person. */
  static Map<String, Integer> standing(ActiveLearning<?> loop, GoldTexts<?> gold) {
    Map<String, Integer> counts = new HashMap<>();
    loop.judgements().given().forEach(one -> counts.merge(one.annotator(), 1, Integer::sum));
    gold.count(counts);
    return counts;
  }

  static Optional<Instance> find(ActiveLearning<?> loop, String id) {
    Corpus corpus = loop.pool().corpus();
    int ordinal = corpus.ordinal(id);
    return ordinal < 0 ? Optional.empty() : Optional.of(corpus.get(ordinal));
  }

  /** What a person has said of some texts, in their order. */
  List<OwnLabel> own(String who, List<String> ids, GoldTexts<A> gold) {
    Map<String, A> his = loop.judgementsBy(who, ids);
    Corpus corpus = loop.pool().corpus();
    List<OwnLabel> all = new ArrayList<>();
    for (String id : ids) {
      A annotation = his.get(id);
      if (annotation != null) {
        Instance instance = corpus.get(corpus.ordinal(id));
        all.add(new OwnLabel(instance, form.write(instance, annotation)));
      } else {
        gold.label(who, id)
            .ifPresent(label -> gold.find(id).ifPresent(one -> all.add(new OwnLabel(one, label))));
      }
    }
    return all;
  }

  /** The texts that people have to decide, with what was said of each by whom. */
  Map<Instance, Map<String, JsonNode>> disputed() {
    Map<String, Map<String, JsonNode>> said = new HashMap<>();
    Map<Instance, Map<String, JsonNode>> all = new LinkedHashMap<>();
    for (Instance text : loop.disputed()) {
      Map<String, JsonNode> judgements = new TreeMap<>();
      said.put(text.id(), judgements);
      all.put(text, judgements);
    }
    Corpus corpus = loop.pool().corpus();
    for (Judgement<A> one : loop.judgements().given()) {
      Map<String, JsonNode> judgements = said.get(one.id());
      if (judgements != null) {
        Instance text = corpus.get(corpus.ordinal(one.id()));
        judgements.put(one.annotator(), form.write(text, one.annotation()));
      }
    }
    return all;
  }
}
