package org.al4j.models.tfidf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.ModelFormat;

/** What {@link TfidfClassifier#save} and {@link TfidfMultiLabelClassifier#save} write. */
public final class TfidfFormat implements ModelFormat {
  static final String NAME = "tfidf";
  static final int VERSION = 1;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public boolean recognises(Path dir) {
    return Files.isRegularFile(dir.resolve(TfidfClassifier.FILE));
  }

  @Override
  public ActiveModel<?> load(Path dir) throws IOException {
    return TfidfFiles.isMultiLabel(dir)
        ? TfidfMultiLabelClassifier.load(dir)
        : TfidfClassifier.load(dir);
  }
}
