package org.al4j.bench.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.tokenize.TextTokenizer;
import org.al4j.models.transformer.TransformerClassifier;
import org.al4j.models.transformer.TransformerEncoder;

/** Readers of what lies beside the weights: the configuration and the tokenizer's files. */
final class CheckpointTargets {
  private static final String SETTINGS = "tokenizer_config.json";
  private static final String SPECIAL = "special_tokens_map.json";
  private static final String ADDED = "added_tokens.json";

  /** A whole model is made of so many. */
  private static final int WHOLE = 25;

  private CheckpointTargets() {}

  static List<FuzzTarget> all() {
    return List.of(
        new FuzzTarget("config.json", 40, CheckpointTargets::config),
        new FuzzTarget("tokenizer.json", 60, CheckpointTargets::definition),
        new FuzzTarget("vocab.txt", 50, CheckpointTargets::wordPieces),
        new FuzzTarget("vocab.json", 40, CheckpointTargets::bytePairs));
  }

  private static List<FuzzInput> config(Path folder) throws Exception {
    List<String> file = List.of(TinyModels.CONFIG);
    return List.of(
        new FuzzInput(TinyModels.bert(folder.resolve("bert")), file, CheckpointTargets::classifier),
        new FuzzInput(
            TinyModels.electra(folder.resolve("electra")), file, CheckpointTargets::model),
        new FuzzInput(
            TinyModels.roberta(folder.resolve("roberta")), file, CheckpointTargets::model));
  }

  private static List<FuzzInput> definition(Path folder) throws Exception {
    Path unigram = Files.createDirectories(folder.resolve("unigram"));
    TinyVocabularies.writeUnigram(unigram);
    Path words = Files.createDirectories(folder.resolve("words"));
    TinyVocabularies.writeWordLevel(words);
    List<String> file = List.of("tokenizer.json");
    return List.of(
        new FuzzInput(
            TinyModels.withDefinition(TinyModels.bert(folder.resolve("bert"))),
            file,
            CheckpointTargets::both),
        new FuzzInput(
            TinyModels.withDefinition(TinyModels.roberta(folder.resolve("roberta"))),
            file,
            CheckpointTargets::both),
        new FuzzInput(unigram, file, CheckpointTargets::tokenizer),
        new FuzzInput(words, file, CheckpointTargets::tokenizer));
  }

  private static List<FuzzInput> wordPieces(Path folder) throws Exception {
    Path dir = TinyModels.bert(folder.resolve("bert"));
    Files.writeString(
        dir.resolve(SETTINGS),
        """
        {"do_lower_case": true, "tokenizer_class": "BertTokenizer", "model_max_length": 20,
         "unk_token": "[UNK]", "strip_accents": null,
         "cls_token": {"content": "[CLS]", "lstrip": false}}
        """);
    Files.writeString(
        dir.resolve(SPECIAL), "{\"mask_token\": \"[MASK]\", \"pad_token\": \"[PAD]\"}\n");
    Files.writeString(dir.resolve(ADDED), "{\"good\": 63}\n");
    return List.of(
        new FuzzInput(
            dir,
            List.of(TinyModels.VOCABULARY, TinyModels.VOCABULARY, SETTINGS, SPECIAL, ADDED),
            CheckpointTargets::both));
  }

  private static List<FuzzInput> bytePairs(Path folder) throws Exception {
    Path dir = TinyModels.roberta(folder.resolve("roberta"));
    Files.writeString(
        dir.resolve(SETTINGS),
        "{\"add_prefix_space\": false, \"tokenizer_class\": \"RobertaTokenizer\"}\n");
    return List.of(
        new FuzzInput(
            dir,
            List.of("vocab.json", "vocab.json", "merges.txt", SETTINGS),
            CheckpointTargets::both));
  }

  /** The tokenizer always, and the model now and then. */
  private static void both(Path folder, long number) throws Exception {
    tokenizer(folder, number);
    if (number % WHOLE == 0) {
      model(folder, number);
    }
  }

  private static void tokenizer(Path folder, long number) throws Exception {
    try (TextTokenizer tokenizer = TextTokenizer.open(folder)) {
      FuzzUse.use(() -> FuzzUse.tokenizer(tokenizer, number));
    }
  }

  private static void model(Path folder, long number) throws Exception {
    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      FuzzUse.tensors(checkpoint);
    }
    if (number % WHOLE > 0) {
      return;
    }
    TransformerEncoder.Pooling pooling = TransformerEncoder.Pooling.values()[0];
    try (TransformerEncoder encoder = TransformerEncoder.load(folder, pooling)) {
      FuzzUse.use(() -> encoder.encode(FuzzUse.TEXTS, vector -> {}));
    }
  }

  private static void classifier(Path folder, long number) throws Exception {
    model(folder, number);
    if (number % WHOLE == 1) {
      try (TransformerClassifier model = TransformerClassifier.load(folder)) {
        FuzzUse.use(() -> FuzzUse.model(model));
      }
    }
  }
}
