package org.al4j.models.head;

import java.io.IOException;
import java.nio.file.Path;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.ModelFormat;

/** What {@link HeadModel#save} writes. */
public final class HeadFormat extends ModelFormat.OfFile {
  static final String NAME = "head";
  static final int VERSION = 1;

  /** For the service loader. */
  public HeadFormat() {
    super(NAME, VERSION, HeadFiles.FILE);
  }

  @Override
  public ActiveModel<?> load(Path dir) throws IOException {
    return HeadFiles.read(dir);
  }
}
