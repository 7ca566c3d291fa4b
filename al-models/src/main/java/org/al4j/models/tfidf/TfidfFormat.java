package org.al4j.models.tfidf;

import java.io.IOException;
import java.nio.file.Path;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.ModelFormat;

/** What {@link TfidfClassifier#save} and {@link TfidfMultiLabelClassifier#save} write. */
public final class TfidfFormat extends ModelFormat.OfFile {
  static final String NAME = "tfidf";
  static final int VERSION = 1;

  /** For the service loader. */
  public TfidfFormat() {
    super(NAME, VERSION, TfidfClassifier.FILE);
  }

  @Override
  public ActiveModel<?> load(Path dir) throws IOException {
    return TfidfFiles.isMultiLabel(dir)
        ? TfidfMultiLabelClassifier.load(dir)
        : TfidfClassifier.load(dir);
  }
}
