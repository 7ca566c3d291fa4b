package org.al4j.models.recurrent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.ModelFormat;

/** What {@link BilstmCrfTagger#save} writes. */
public final class BilstmCrfFormat implements ModelFormat {
  static final String NAME = "bilstm-crf";
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
    return Files.isRegularFile(dir.resolve(BilstmCrfFiles.FILE));
  }

  @Override
  public ActiveModel<?> load(Path dir) throws IOException {
    return BilstmCrfTagger.load(dir);
  }
}
