package org.al4j.server.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.Instance;
import org.al4j.core.io.Sha256;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.oracle.Query;
import org.al4j.core.people.Note;
import org.al4j.server.kind.AnnotationForm;
import org.al4j.server.project.LabelTask;
import org.al4j.server.project.ProjectFolder;

/**
 * The desk as other annotation tools use it: people label there, and texts are known by what they
 * say rather than by an id. For any number of threads.
 *
 * @param <A> the kind of annotation
 */
public final class ToolDesk<A extends Annotation> {
  private static final int ID_DIGITS = 16;

  private final LabelDesk<A> desk;
  private final ProjectFolder project;
  private final AnnotationForm<A> form;
  private final ActiveLearning<A> loop;
  private final Map<String, String> ids = new HashMap<>(); // by text; the first of equal texts
  private int indexed;

  ToolDesk(
      LabelDesk<A> desk, ProjectFolder project, AnnotationForm<A> form, ActiveLearning<A> loop) {
    this.desk = desk;
    this.project = project;
    this.form = form;
    this.loop = loop;
  }

  /**
   * What is asked now.
   *
   * @param number how many queries there were, this one included; 0 before the first
   * @param order the place of each text of it by id, from 0, the first to be labelled first
   */
  public record Asking(int number, Map<String, Integer> order) {
    /** Copies the map. */
    public Asking {
      order = Map.copyOf(order);
    }
  }

  /** What is labelled. */
  public LabelTask labelling() {
    return project.settings().labelling();
  }

  /** Digits that this project has and no other on the machine. */
  public String projectId() {
    return project.id();
  }

  /** The latest query, also between its end and the next one. */
  public Asking asking() {
    List<Query> queries = loop.queries();
    Map<String, Integer> order = new HashMap<>();
    if (!queries.isEmpty()) {
      queries.get(queries.size() - 1).ids().forEach(id -> order.put(id, order.size()));
    }
    return new Asking(queries.size(), order);
  }

  /** Whether there is a model that can be asked. */
  public boolean isTrained() {
    return !loop.history().isEmpty();
  }

  /**
   * What the last model says of texts, in their order; nothing of one in which there is nothing to
   * label.
   *
   * @throws IllegalStateException if there is no model yet
   */
  public List<ToolPrediction> predict(List<Instance> texts) {
    if (!isTrained()) {
      throw new IllegalStateException("no model yet: no round with labels is finished");
    }
    List<ToolPrediction> said = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    List<Instance> asked = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      said.add(ToolPrediction.nothing(texts.get(i).text()));
      try {
        asked.add(form.prepared(texts.get(i)));
        places.add(i);
      } catch (InvalidInputException e) {
        // no word in it; the others are not to suffer for it
      }
    }
    Iterator<Integer> place = places.iterator();
    loop.successor()
        .predict(
            asked, one -> said.set(place.next(), ToolPrediction.of(one, form, project.labels())));
    return said;
  }

  /** The project's text that has an id. */
  public Optional<Instance> find(String id) {
    return DeskReview.find(loop, id);
  }

  /** The project's text that reads so; of several that do, the first. */
  public synchronized Optional<Instance> findText(String text) {
    Corpus corpus = loop.pool().corpus();
    for (; indexed < corpus.size(); indexed++) {
      Instance one = corpus.get(indexed);
      ids.putIfAbsent(one.text(), one.id());
    }
    return Optional.ofNullable(ids.get(text)).flatMap(this::find);
  }

  /**
   * The project's text that reads so, which is added if there is none.
   *
   * @throws InvalidInputException if it cannot be added
   */
  public Instance findOrAdd(String text) {
    return findText(text)
        .orElseGet(
            () -> {
              desk.add(List.of(Instance.ofText(id(text), text)));
              return find(id(text))
                  .orElseThrow(
                      () ->
                          new InvalidInputException(
                              "people or models are measured by this text; it is not labelled"));
            });
  }

  private static String id(String text) {
    return new Sha256().add(text).hex().substring(0, ID_DIGITS);
  }

  /** Adds those of some texts that are not there and can be labelled; how many that were. */
  public int add(Collection<String> texts) {
    List<Instance> fresh = new ArrayList<>();
    for (String text : new LinkedHashSet<>(texts)) {
      try {
        if (findText(text).isEmpty()) {
          fresh.add(form.prepared(Instance.ofText(id(text), text)));
        }
      } catch (InvalidInputException e) {
        // nothing in it can be labelled: it stays where it is
      }
    }
    return fresh.isEmpty() ? 0 : desk.add(fresh);
  }

  /** What a person says now, in the form of the task, by the text's id. */
  public Map<String, JsonNode> said(String who) {
    Map<String, JsonNode> said = new HashMap<>();
    desk.own(who).forEach(own -> said.put(own.instance().id(), own.label()));
    return said;
  }

  /**
   * A label as {@link #said} has it, so that equal ones are equal.
   *
   * @throws InvalidInputException if it has not the form of the task
   */
  public JsonNode canonical(Instance text, JsonNode label) {
    return form.write(text, form.read(text, label));
  }

  /**
   * Records what a person says of a text, whether a query has asked it or not; it is on the disk
   * when this returns.
   *
   * @throws InvalidInputException if it has not the form of the task
   * @throws java.io.UncheckedIOException if it cannot be written; nothing is recorded then
   * @throws IllegalStateException if the desk is being closed
   */
  public Receipt submit(String who, Submission said) {
    if (find(said.id()).isPresent()) {
      loop.offer(List.of(said.id()));
    }
    return desk.submit(who, said);
  }

  /** The keys of all that was recorded, as it came in: the text's id, who, and the key as text. */
  public List<Note> keys() {
    return loop.notes().stream().filter(note -> note.name().equals(Recorder.KEY)).toList();
  }
}
