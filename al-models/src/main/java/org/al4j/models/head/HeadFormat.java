package org.al4j.models.head;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.ModelFormat;

/** What {@link HeadModel#save} writes. */
public final class HeadFormat implements ModelFormat {
  static final String NAME = "head";
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
    return Files.isRegularFile(dir.resolve(HeadFiles.FILE));
  }

  @Override
  public ActiveModel<?> load(Path dir) throws IOException {
    return HeadFiles.read(dir);
  }
}
