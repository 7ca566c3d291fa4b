package org.al4j.jdbc;

import java.util.List;
import java.util.Optional;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.loop.ActiveLearning;
import org.al4j.core.oracle.Answer;
import org.al4j.core.oracle.Query;
import org.al4j.testkit.RunStoreContract;

/**
 * A program that runs or resumes a run in a database, hands in answers one by one and says of each
 * that it is kept. Arguments: the database's URL, the run, and "hold" to wait once it owns it.
 */
final class StoredRun {
  private StoredRun() {}

  public static void main(String[] args) throws Exception {
    JdbcRunStore store = JdbcRunStore.of(H2.at(args[0]), args[1]);
    try (ActiveLearning<ClassLabel> loop = RunStoreContract.loop(store)) {
      say("owner");
      if (args[2].equals("hold")) {
        System.in.read();
      }
      for (Optional<Query> query = loop.next(); query.isPresent(); query = loop.next()) {
        for (Answer<ClassLabel> answer : RunStoreContract.gold().ask(query.get())) {
          for (String id : loop.accept(List.of(answer)).accepted()) {
            say("kept " + id);
          }
        }
      }
      say("done");
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
