package org.al4j.models.recurrent;

import java.io.IOException;
import java.nio.file.Path;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.ModelFormat;

/** What {@link BilstmCrfTagger#save} writes. */
public final class BilstmCrfFormat extends ModelFormat.OfFile {
  static final String NAME = "bilstm-crf";
  static final int VERSION = 1;

  /** For the service loader. */
  public BilstmCrfFormat() {
    super(NAME, VERSION, BilstmCrfFiles.FILE);
  }

  @Override
  public ActiveModel<?> load(Path dir) throws IOException {
    return BilstmCrfTagger.load(dir);
  }
}
