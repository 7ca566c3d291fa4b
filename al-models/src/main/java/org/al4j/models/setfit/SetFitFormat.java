package org.al4j.models.setfit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.ModelFormat;

/** What {@link SetFitClassifier#save} writes. */
public final class SetFitFormat implements ModelFormat {
  static final String NAME = "setfit";
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
    return Files.isRegularFile(dir.resolve(SetFitFiles.FILE));
  }

  @Override
  public ActiveModel<?> load(Path dir) throws IOException {
    return SetFitClassifier.load(dir);
  }
}
