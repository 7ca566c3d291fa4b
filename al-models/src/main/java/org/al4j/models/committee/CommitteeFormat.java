package org.al4j.models.committee;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.ModelFormat;

/** What {@link Committee#save} writes. */
public final class CommitteeFormat implements ModelFormat {
  static final String NAME = "committee";
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
    return Files.isRegularFile(dir.resolve(CommitteeFiles.DESCRIPTION));
  }

  @Override
  public ActiveModel<?> load(Path dir) throws IOException {
    return Committee.load(dir, Committee.annotation(dir));
  }
}
