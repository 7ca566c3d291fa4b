package org.al4j.testkit;

import java.util.HashMap;
import java.util.Map;
import org.al4j.core.log.RunStore;

class MemoryStoreTest extends RunStoreContract {
  @Override
  protected Storage storage() {
    Map<String, RunStore> runs = new HashMap<>();
    return run -> runs.computeIfAbsent(run, name -> RunStore.inMemory());
  }
}
