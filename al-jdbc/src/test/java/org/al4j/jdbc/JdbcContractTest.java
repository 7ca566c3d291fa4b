package org.al4j.jdbc;

import javax.sql.DataSource;
import org.al4j.testkit.RunStoreContract;

class JdbcContractTest extends RunStoreContract {
  @Override
  protected Storage storage() {
    DataSource source = H2.inMemory();
    return run -> JdbcRunStore.of(source, run);
  }
}
