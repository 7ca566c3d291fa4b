package org.al4j.models.committee;

import java.io.IOException;
import java.nio.file.Path;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.ModelFormat;

/** What {@link Committee#save} writes. */
public final class CommitteeFormat extends ModelFormat.OfFile {
  static final String NAME = "committee";
  static final int VERSION = 1;

  /** For the service loader. */
  public CommitteeFormat() {
    super(NAME, VERSION, CommitteeFiles.DESCRIPTION);
  }

  @Override
  public ActiveModel<?> load(Path dir) throws IOException {
    return Committee.load(dir, Committee.annotation(dir));
  }
}
