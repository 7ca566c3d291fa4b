package org.al4j.models.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What lies in a folder where a checkpoint was expected, for errors: found, and what to do. */
public final class FoundInstead {
  /** A name's pattern, and what to do with such a file. The first that is found is told. */
  private record Known(String pattern, String remedy) {}

  private static final String SAVE = "load it in Python with transformers and save_pretrained";

  private static final List<Known> FILES =
      List.of(
          new Known(
              "(tfidf|ridge|committee)\\.json",
              "so it is a saved model, not a checkpoint to learn from: give the learner's name or"
                  + " a checkpoint"),
          new Known(
              "adapter_(config\\.json|model\\.(safetensors|bin))",
              "of an adapter (PEFT), not a model: merge it into its base model with"
                  + " merge_and_unload and save_pretrained"),
          new Known("tf_model.*\\.h5", "TensorFlow's weights: " + SAVE + " (from_tf=True)"),
          new Known("flax_model.*\\.msgpack", "Flax's weights: " + SAVE + " (from_flax=True)"),
          new Known("openvino_.*\\.(xml|bin)", "of OpenVINO: take the model that it was made from"),
          new Known(".*\\.gguf", "of llama.cpp: take the model that it was made from"),
          new Known("rust_model\\.ot", "Rust's weights: take the model that it was made from"),
          new Known(".*\\.ckpt(\\..*)?", "a training program's checkpoint: " + SAVE),
          new Known("(training_args|optimizer|scheduler)\\.(bin|pt)", "what training left behind"),
          new Known(
              ".*\\.(pt|pth)", "PyTorch's: if it is a state_dict, rename it to pytorch_model.bin"),
          new Known(".*\\.h5", "Keras' weights: " + SAVE),
          new Known(
              "(?!model\\.safetensors$).*\\.safetensors",
              "weights by another name: rename it to model.safetensors"));

  private static final List<Known> TOKENIZERS =
      List.of(
          new Known(
              ".*\\.model",
              "of SentencePiece: make a tokenizer.json of it in Python, with"
                  + " AutoTokenizer.from_pretrained and save_pretrained"),
          new Known("bpe\\.codes", "of PhoBERT or BERTweet: AL4J needs a tokenizer.json"));

  private FoundInstead() {}

  /**
   * A clause that begins with a semicolon; empty when nothing is recognised.
   *
   * @param dir the folder that lacks something
   */
  public static String of(Path dir) {
    List<Path> entries = entries(dir);
    return file(entries, TOKENIZERS) + folder(entries);
  }

  /** The same where weights or a configuration are missed. */
  public static String ofWeights(Path dir) {
    List<Path> entries = entries(dir);
    String file = file(entries, FILES);
    return file.isEmpty() ? folder(entries) : file;
  }

  private static String file(List<Path> entries, List<Known> known) {
    for (Known one : known) {
      for (Path entry : entries) {
        if (name(entry).matches(one.pattern) && Files.isRegularFile(entry)) {
          return "; found " + name(entry) + ", " + one.remedy;
        }
      }
    }
    return "";
  }

  /** The last of the folders that are checkpoints, such as {@code checkpoint-500}. */
  private static String folder(List<Path> entries) {
    return entries.stream()
        .filter(entry -> Files.isRegularFile(entry.resolve("config.json")))
        .reduce((first, second) -> second)
        .map(entry -> "; found " + name(entry) + "/, which has a config.json: give that folder")
        .orElse("");
  }

  private static String name(Path entry) {
    return InputFile.oneLine(String.valueOf(entry.getFileName()));
  }

  private static List<Path> entries(Path dir) {
    try (Stream<Path> files = Files.list(dir)) {
      return files.sorted().toList();
    } catch (IOException e) {
      return List.of(); // the error that this would explain is told anyhow
    }
  }
}
