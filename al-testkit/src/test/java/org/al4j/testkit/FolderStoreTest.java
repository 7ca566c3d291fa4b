package org.al4j.testkit;

import java.nio.file.Path;
import org.al4j.core.log.RunStore;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends RunStoreContract {
  @TempDir private Path dir;

  @Override
  protected Storage storage() {
    return run -> RunStore.folder(dir.resolve(run));
  }
}
