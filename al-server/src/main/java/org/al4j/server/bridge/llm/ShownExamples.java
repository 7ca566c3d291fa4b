package org.al4j.server.bridge.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.io.IoReason;
import org.al4j.core.io.JsonInput;
import org.al4j.core.people.Judgement;
import org.al4j.core.people.ModelTrust;
import org.al4j.server.desk.ModelDesk;
import org.al4j.server.kind.KindInsight;

/**
 * The labelled texts that a model is shown. They are chosen once, when people have labelled enough,
 * and stay, since other examples are other prompts, which would be paid for again.
 */
record ShownExamples<A extends Annotation>(ModelDesk<A> desk, Path file, int each) {
  private static final long LONGEST = 64L << 20;

  /** The examples; empty as long as people have not labelled enough. */
  Optional<List<Labelled<A>>> find() {
    if (each == 0) {
      return Optional.of(List.of());
    }
    if (Files.isRegularFile(file)) {
      return Optional.of(read());
    }
    List<String> classes = desk.project().settings().labelling().names();
    List<Labelled<A>> labelled = byPeople();
    if (labelled.size() < each * classes.size()) {
      return Optional.empty();
    }
    List<Labelled<A>> chosen = choose(labelled, classes);
    write(chosen);
    return Optional.of(chosen);
  }

  /** What people labelled, in the run or before; of what models said alone nothing is shown. */
  private List<Labelled<A>> byPeople() {
    Set<String> models = ids(true);
    models.removeAll(ids(false));
    return desk.labelled().stream().filter(one -> !models.contains(one.instance().id())).toList();
  }

  private Set<String> ids(boolean ofModels) {
    return desk.judgements().given().stream()
        .filter(one -> ModelTrust.isModel(one.annotator()) == ofModels)
        .map(Judgement::id)
        .collect(Collectors.toSet());
  }

  private List<Labelled<A>> choose(List<Labelled<A>> labelled, List<String> classes) {
    Map<String, Labelled<A>> chosen = new LinkedHashMap<>();
    for (String name : classes) {
      labelled.stream()
          .filter(one -> KindInsight.classes(one.annotation()).contains(name))
          .limit(each)
          .forEach(one -> chosen.put(one.instance().id(), one));
    }
    return List.copyOf(chosen.values());
  }

  private List<Labelled<A>> read() {
    List<Labelled<A>> shown = new ArrayList<>();
    for (JsonNode one : JsonInput.read(file, LONGEST)) {
      Instance text = desk.text(one.path("id").asText());
      shown.add(new Labelled<>(text, desk.form().read(text, one.path("label"))));
    }
    return shown;
  }

  private void write(List<Labelled<A>> chosen) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Labelled<A> one : chosen) {
      all.addObject()
          .put("id", one.instance().id())
          .set("label", desk.form().write(one.instance(), one.annotation()));
    }
    try {
      AtomicFile.write(file, all.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: " + IoReason.of(e), e);
    }
  }
}
