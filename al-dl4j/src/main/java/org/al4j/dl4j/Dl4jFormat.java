package org.al4j.dl4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.ModelFormat;

/** What {@link Dl4jModel#save} writes. */
public final class Dl4jFormat implements ModelFormat {
  static final String NAME = "dl4j";
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
    return Files.isRegularFile(dir.resolve(Dl4jFiles.FILE));
  }

  @Override
  public ActiveModel<?> load(Path dir) throws IOException {
    return Dl4jFiles.read(dir);
  }
}
