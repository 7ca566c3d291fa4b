package org.al4j.models.embedding;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.data.Instance;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.view.TextView;
import org.al4j.core.model.view.TextViewProvider;
import org.al4j.core.text.TextEmbedder;
import org.al4j.models.checkpoint.CheckpointProvider;
import org.al4j.models.checkpoint.Checkpoints;

/**
 * Views by checkpoints: mean-pooled vectors of length 1, with the prefix that the checkpoint was
 * trained with, out of the {@link EmbeddingStore} of the default folder.
 */
public final class StoredTextViews implements TextViewProvider {
  /** For the service loader. */
  public StoredTextViews() {}

  @Override
  public TextView view(String checkpoint) {
    Path folder = Checkpoints.folder(checkpoint);
    EmbeddingOptions options =
        EmbeddingOptions.DEFAULT.withPrefix(
            Checkpoints.provider(checkpoint).map(CheckpointProvider::prefix).orElse(""));
    try (EncoderEmbedder embedder = EncoderEmbedder.lazily(folder, options)) {
      return new TextView(embedder.settings().toString(), new Pass(folder, options));
    }
  }

  /** Loads the encoder for each pass that needs it: nobody closes a strategy. */
  private record Pass(Path folder, EmbeddingOptions options) implements AcquisitionModel {
    @Override
    public Set<Output> offers() {
      return Set.of(Output.EMBEDDING);
    }

    @Override
    public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
      EncoderEmbedder encoder = EncoderEmbedder.lazily(folder, options);
      boolean opened = false;
      try (TextEmbedder store = EmbeddingStore.open(encoder)) {
        opened = true;
        new EmbeddedTexts(store).forward(xs, wanted, sink);
      } finally {
        if (!opened) {
          encoder.close();
        }
      }
    }

    @Override
    public void close() {}
  }
}
