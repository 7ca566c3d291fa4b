package org.al4j.models.setfit;

import java.io.IOException;
import java.nio.file.Path;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.ModelFormat;

/** What {@link SetFitClassifier#save} writes. */
public final class SetFitFormat extends ModelFormat.OfFile {
  static final String NAME = "setfit";
  static final int VERSION = 1;

  /** For the service loader. */
  public SetFitFormat() {
    super(NAME, VERSION, SetFitFiles.FILE);
  }

  @Override
  public ActiveModel<?> load(Path dir) throws IOException {
    return SetFitClassifier.load(dir);
  }
}
