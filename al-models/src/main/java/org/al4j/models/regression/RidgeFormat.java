package org.al4j.models.regression;

import java.io.IOException;
import java.nio.file.Path;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.ModelFormat;

/**
 * What {@link RidgeRegressor#save} writes, where the features are the library's own; a ridge on
 * features of yours is read with {@link RidgeRegressor#load}, which is given them.
 */
public final class RidgeFormat extends ModelFormat.OfFile {
  static final String NAME = "ridge";
  static final int VERSION = 1;

  /** For the service loader. */
  public RidgeFormat() {
    super(NAME, VERSION, RidgeFiles.FILE);
  }

  @Override
  public ActiveModel<?> load(Path dir) throws IOException {
    return RidgeFiles.read(dir);
  }
}
