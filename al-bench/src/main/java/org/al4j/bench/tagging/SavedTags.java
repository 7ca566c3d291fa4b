package org.al4j.bench.tagging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.al4j.bench.PeerScript;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Models;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.LabelFormat;
import org.al4j.core.read.ReadOptions;
import org.al4j.models.tagger.TaggerLearner;
import org.al4j.models.tagger.TaggerOptions;
import org.al4j.models.tagger.TransformerTagger;

/**
 * Whether a tagger that was trained here and saved says the same in transformers. Arguments:
 * checkpoint folder, file to train on and file to tag with words and tags in columns, how many
 * sentences to train on (with 0 the head is drawn, so that a model that can learn little has tags
 * of all kinds) and to tag, and a folder to save to, which must not exist. Needs a python3 with
 * transformers. Decoding is free, as transformers knows no other, and sentences that do not fit the
 * model whole are left out. Exits with 1 if a tag differs.
 */
final class SavedTags {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int UPDATES = 100;

  private SavedTags() {}

  /** Runs and prints. */
  public static void main(String[] args) throws IOException {
    if (args.length != 6) {
      throw new InvalidInputException("arguments: CHECKPOINT TRAIN TEST SENTENCES TAGGED OUT");
    }
    Path saved = Path.of(args[5]);
    Dataset<TagSequence> train = read(args[1]);
    TaggerOptions free = TaggerOptions.DEFAULT.withConstrained(false);
    try (TaggerLearner learner =
            TaggerLearner.create(
                Path.of(args[0]), free, TaggerLearner.plasm().withMinimumUpdates(UPDATES));
        TransformerTagger model = fit(learner, train, Integer.parseInt(args[3]))) {
      model.save(saved);
    }
    List<Instance> sentences = read(args[2]).items().stream().map(Labelled::instance).toList();
    JsonNode theirs = theirs(saved, sentences, args[4]);
    List<Instance> whole = new ArrayList<>();
    List<JsonNode> wanted = new ArrayList<>();
    for (int i = 0; i < theirs.size(); i++) {
      if (!theirs.get(i).isNull()) {
        whole.add(sentences.get(i));
        wanted.add(theirs.get(i));
      }
    }
    if (!equal(saved, whole, wanted)) {
      System.exit(1);
    }
  }

  private static TransformerTagger fit(
      TaggerLearner learner, Dataset<TagSequence> train, int sentences) {
    return learner.fit(
        train.items().subList(0, Math.max(1, sentences)),
        new FitContext<>(
            train.labels(), 1, Optional.empty(), List.of(), step -> {}, () -> sentences == 0));
  }

  private static Dataset<TagSequence> read(String file) {
    return Datasets.read(Path.of(file), ReadOptions.DEFAULT, LabelFormat.tags());
  }

  private static JsonNode theirs(Path saved, List<Instance> sentences, String count)
      throws IOException {
    ArrayNode words = JSON.createArrayNode();
    sentences.forEach(sentence -> sentence.words().forEach(words.addArray()::add));
    Path file = Files.createTempFile("sentences", ".json");
    try {
      JSON.writeValue(file.toFile(), words);
      return PeerScript.run(
          SavedTags.class, "saved_tags.py", saved.toString(), file.toString(), count);
    } finally {
      Files.delete(file);
    }
  }

  private static boolean equal(Path saved, List<Instance> sentences, List<JsonNode> wanted)
      throws IOException {
    int[] equal = new int[3]; // sentences seen, equal sentences, tags that are not O
    try (var model = Models.load(saved, TagSequence.class)) {
      model.predict(
          sentences,
          one -> {
            ArrayNode tags = JSON.createArrayNode();
            one.annotation().tags().forEach(tags::add);
            equal[1] += tags.equals(wanted.get(equal[0])) ? 1 : 0;
            equal[0]++;
            equal[2] += (int) one.annotation().tags().stream().filter(t -> !t.equals("O")).count();
          });
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %d of %d sentences have equal tags, %d tags of spans among them%n",
        saved.getFileName(),
        equal[1],
        equal[0],
        equal[2]);
    return equal[0] == equal[1];
  }
}
