package org.al4j.models.tagger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.backend.Backend;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.io.Beside;
import org.al4j.core.model.Models;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.internal.AtomicFolder;
import org.al4j.models.internal.InputFile;
import org.al4j.models.internal.architecture.Architecture;
import org.al4j.models.internal.architecture.Architectures;
import org.al4j.models.internal.architecture.ConfigJson;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.internal.architecture.Heads;
import org.al4j.models.internal.architecture.Purpose;
import org.al4j.models.internal.architecture.Spelling;
import org.al4j.models.internal.crf.CrfWeights;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.text.TokenizerFiles;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.transformer.ClassifierConfig;
import org.al4j.models.transformer.FolderErrors;
import org.al4j.models.transformer.LoadOptions;
import org.al4j.models.transformer.Recipe;
import org.jspecify.annotations.Nullable;

/** Taggers as Hugging Face directories. */
final class TaggerFolder {
  /** What transformers does not know of a tagger. */
  static final String OPTIONS = "tagger.json";

  /** A chain's scores, under the names that PyTorch's CRF packages use. */
  static final String CHAIN = "crf.safetensors";

  private static final String START = "start_transitions";
  private static final String TRANSITIONS = "transitions";
  private static final String END = "end_transitions";
  private static final int MOST_TAGS = 100_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private TaggerFolder() {}

  static TaggerParts load(Path dir, LoadOptions options) {
    return Beside.read(dir, folder -> read(folder, options));
  }

  private static TaggerParts read(Path dir, LoadOptions load) {
    Backend.require();
    try (Checkpoint checkpoint = Checkpoint.open(dir)) {
      Architecture architecture = Architectures.of(checkpoint.config());
      Heads.Top head = architecture.top(new Purpose(Head.TOKEN_CLASSIFICATION, 1));
      if (!ClassifierConfig.isOfTokens(dir) || !checkpoint.has(head.output().get(0))) {
        throw new InvalidInputException(
            dir
                + ": no token classifier: architectures in config.json must name "
                + architecture.className(Head.TOKEN_CLASSIFICATION)
                + ", and the weights have "
                + head.output().get(0)
                + "; train one from it with TaggerLearner");
      }
      int tags = tags(checkpoint, head.output().get(0));
      LabelSpace labels = ClassifierConfig.of(dir, checkpoint.config()).labels(tags);
      TaggerOptions options = options(dir, load.dropoutPasses());
      CrfWeights crf = options.crf() ? chain(dir, tags) : null;
      TokenizerFiles files = TokenizerFiles.read(dir);
      int length = load.maxLength() > 0 ? load.maxLength() : own(dir, files, checkpoint);
      WordEncoder encoder =
          FolderErrors.in(
              dir, () -> new WordEncoder(checkpoint, new Recipe.Texts(length, load.tooLong())));
      try {
        Engine engine =
            FolderErrors.in(
                dir,
                () ->
                    Engine.create(
                        architecture.graphs(Head.TOKEN_CLASSIFICATION), tags, checkpoint::tensor));
        return new TaggerParts(
            architecture, engine, labels, encoder, true, files, options, crf, load.dropoutSeed());
      } catch (RuntimeException e) {
        encoder.close();
        throw e;
      }
    }
  }

  private static int own(Path dir, TokenizerFiles files, Checkpoint checkpoint) {
    return FolderErrors.in(dir, () -> files.maxLength(dir, checkpoint.config().positions()));
  }

  private static int tags(Checkpoint checkpoint, String tensor) {
    long[] shape = checkpoint.shape(tensor);
    if (shape.length != 2 || shape[0] < 2 || shape[0] > MOST_TAGS) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: tensor %s must be a matrix with a row for each tag, 2 to %d, found the shape %s",
              checkpoint.directory(),
              tensor,
              MOST_TAGS,
              Arrays.toString(shape)));
    }
    return (int) shape[0];
  }

  /** Those of a file, or the usual ones where another program wrote the folder. */
  private static TaggerOptions options(Path dir, int passes) {
    Path file = dir.resolve(OPTIONS);
    TaggerOptions usual = TaggerOptions.DEFAULT.withPasses(passes);
    if (!Files.isRegularFile(file)) {
      return usual;
    }
    ObjectNode root = InputFile.json(file, "a tagger's options");
    String subwords = root.path("subwords").asText("first");
    return usual
        .withSubwords(
            subwords.equals("all") ? TaggerOptions.Subwords.ALL : TaggerOptions.Subwords.FIRST)
        .withConstrained(root.path("constrained").asBoolean(true))
        .withCrf(root.path("crf").asBoolean(false))
        .withBest(Math.max(1, root.path("best").asInt(usual.best())));
  }

  private static CrfWeights chain(Path dir, int tags) {
    Path file = dir.resolve(CHAIN);
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          file + ": no such file, though " + OPTIONS + " says crf: true; save the tagger again");
    }
    try (SafeTensors stored = SafeTensors.open(file)) {
      return new CrfWeights(
          scores(stored, START, tags),
          scores(stored, TRANSITIONS, tags * tags),
          scores(stored, END, tags));
    }
  }

  private static float[] scores(SafeTensors stored, String name, int length) {
    float[] values = stored.names().contains(name) ? stored.tensor(name).values() : new float[0];
    boolean finite = true;
    for (float value : values) {
      finite &= Float.isFinite(value);
    }
    if (values.length != length || !finite) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: tensor %s must have %d finite numbers, found %d%s",
              stored.file(),
              name,
              length,
              values.length,
              finite ? "" : ", not all of them finite"));
    }
    return values;
  }

  static void save(Path dir, TaggerParts parts) throws IOException {
    AtomicFolder.create(
        dir,
        folder -> {
          List<String> names = parts.labels().names();
          ConfigJson.write(
              folder,
              parts.architecture(),
              new Purpose(Head.TOKEN_CLASSIFICATION, names.size()),
              names);
          parts
              .tokenizerFiles()
              .write(folder, parts.encoder().maxLength(), parts.architecture().config().padId());
          SafeTensors.write(
              folder.resolve(Checkpoint.WEIGHTS), stored(parts), Map.of("format", "pt"));
          Files.writeString(folder.resolve(OPTIONS), json(parts.options()));
          writeChain(folder, parts.crf());
          Models.describe(folder, TaggerFormat.NAME, TaggerFormat.VERSION);
        });
  }

  private static String json(TaggerOptions options) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("subwords", options.subwords().name().toLowerCase(Locale.ROOT));
    root.put("constrained", options.constrained());
    root.put("crf", options.crf());
    root.put("best", options.best());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static void writeChain(Path folder, @Nullable CrfWeights crf) throws IOException {
    if (crf == null) {
      return;
    }
    long tags = crf.tags();
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put(START, new Tensor(new long[] {tags}, crf.start()));
    tensors.put(TRANSITIONS, new Tensor(new long[] {tags, tags}, crf.transitions()));
    tensors.put(END, new Tensor(new long[] {tags}, crf.end()));
    SafeTensors.write(folder.resolve(CHAIN), tensors, Map.of("format", "pt"));
  }

  /** All weights under the names that a Hugging Face file has. */
  private static SortedMap<String, Tensor> stored(TaggerParts parts) {
    Spelling spelling = parts.architecture().spelling();
    SortedMap<String, Tensor> stored = new TreeMap<>();
    parts
        .engine()
        .tensors()
        .forEach(
            (name, tensor) -> stored.put(spelling.stored(name, Head.TOKEN_CLASSIFICATION), tensor));
    return stored;
  }
}
