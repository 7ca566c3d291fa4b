package org.al4j.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.ModelFormat;

/** What {@link Dl4jModel#save} writes. */
public final class Dl4jFormat extends ModelFormat.OfFile {
  static final String NAME = "dl4j";
  static final int VERSION = 1;

  /** For the service loader. */
  public Dl4jFormat() {
    super(NAME, VERSION, Dl4jFiles.FILE);
  }

  @Override
  public ActiveModel<?> load(Path dir) throws IOException {
    return Dl4jFiles.read(dir);
  }
}
