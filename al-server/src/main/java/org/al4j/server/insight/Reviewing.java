package org.al4j.server.insight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Set;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.model.Prediction;
import org.al4j.core.people.Competence;
import org.al4j.core.people.Judgements;
import org.al4j.core.people.Note;
import org.al4j.core.pool.Pool;
import org.al4j.metrics.Agreement;
import org.al4j.server.kind.AnnotationForm;
import org.al4j.server.kind.KindInsight;
import org.al4j.server.project.ProjectFolder;

/** Makes a {@link Review}; one thread does. */
final class Reviewing<A extends Annotation> {
  private static final int MOST_UNLABELLED = 5_000;

  private final ProjectFolder project;
  private final AnnotationForm<A> form;
  private final ActiveLearning<A> loop;
  private int round = -1;
  private List<Prediction<A>> unlabelled = List.of(); // of that round

  Reviewing(ProjectFolder project, AnnotationForm<A> form, ActiveLearning<A> loop) {
    this.project = project;
    this.form = form;
    this.loop = loop;
  }

  Review review(CrossChecked<A> checked) {
    Pool<A> pool = loop.pool();
    Map<String, A> labels = new HashMap<>();
    Map<String, Integer> balance = new LinkedHashMap<>();
    project.settings().labelling().names().forEach(name -> balance.put(name, 0));
    for (Labelled<A> one : pool.labelled()) {
      labels.put(one.instance().id(), one.annotation());
      KindInsight.classes(one.annotation()).forEach(name -> balance.merge(name, 1, Integer::sum));
    }
    Set<String> asked = new HashSet<>();
    loop.queries().forEach(query -> asked.addAll(query.ids()));
    Judgements<A> said = loop.judgements();
    said.given().forEach(one -> asked.add(one.id())); // other tools' too, which no query asked
    List<Review.Sure> texts = new ArrayList<>(ofLabelled(checked, labels, asked));
    texts.addAll(ofUnlabelled(pool));
    return new Review(
        balance,
        Agreement.krippendorff(said),
        (int) said.byInstance().stream().filter(all -> all.size() > 1).count(),
        Competence.of(said),
        suspects(checked, labels, asked),
        texts);
  }

  private List<Review.Suspect> suspects(
      CrossChecked<A> checked, Map<String, A> labels, Set<String> asked) {
    Map<String, String> kept = new HashMap<>();
    for (Note note : loop.notes()) {
      if (note.name().equals(Insights.KEEP)) {
        kept.put(note.id(), note.text());
      }
    }
    List<Review.Suspect> suspects = new ArrayList<>();
    for (KindInsight.Doubt<A> doubt :
        KindInsight.doubts(
            form.kind(), checked.labelled(), checked.predictions(), project.labels())) {
      Labelled<A> item = checked.labelled().get(doubt.index());
      Instance instance = item.instance();
      JsonNode label = form.write(instance, item.annotation());
      boolean same = item.annotation().equals(labels.get(instance.id()));
      if (same && !label.toString().equals(kept.get(instance.id()))) {
        JsonNode suggested = form.write(instance, doubt.suggested());
        boolean open = asked.contains(instance.id());
        suspects.add(new Review.Suspect(instance, label, suggested, doubt.confidence(), open));
      }
    }
    return suspects;
  }

  private List<Review.Sure> ofLabelled(
      CrossChecked<A> checked, Map<String, A> labels, Set<String> asked) {
    List<Review.Sure> all = new ArrayList<>();
    for (Prediction<A> said : checked.predictions()) {
      String id = said.instance().id();
      Optional<JsonNode> label =
          Optional.ofNullable(labels.get(id)).map(one -> form.write(said.instance(), one));
      all.add(sure(said, label, asked.contains(id)));
    }
    return all;
  }

  /** By the last model; of a large pool some, spread over it. */
  private List<Review.Sure> ofUnlabelled(Pool<A> pool) {
    int last = loop.history().isEmpty() ? -1 : loop.history().size() - 1;
    if (last != round && last >= 0 && pool.labelledCount() > 0) {
      List<Prediction<A>> said = new ArrayList<>();
      loop.successor().predict(some(pool), said::add);
      unlabelled = said;
      round = last;
    }
    return unlabelled.stream()
        .filter(one -> pool.isUnlabelled(pool.corpus().ordinal(one.instance().id())))
        .map(one -> sure(one, Optional.empty(), false))
        .toList();
  }

  private List<Instance> some(Pool<A> pool) {
    int step = 1 + (pool.unlabelledCount() - 1) / MOST_UNLABELLED;
    List<Instance> some = new ArrayList<>();
    int number = 0;
    for (PrimitiveIterator.OfInt all = pool.unlabelledOrdinals(); all.hasNext(); number++) {
      Instance one = pool.corpus().get(all.nextInt());
      if (number % step == 0) {
        some.add(one);
      }
    }
    return some;
  }

  private Review.Sure sure(Prediction<A> said, Optional<JsonNode> label, boolean open) {
    return new Review.Sure(
        said.instance(),
        label,
        form.write(said.instance(), said.annotation()),
        KindInsight.classes(said.annotation()),
        form.confidence(said.annotation(), project.labels().names(), said.confidence()),
        open);
  }
}
