package org.al4j.bench.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TrainingKillsTest {
  @Test
  void threeKills_ofEachCommand_makeTheSameFilesInTheEnd() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new TrainingKills())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute("--kills", "3", "--texts", "24", "--epochs", "3", "--seed", "2");
    assertEquals(0, code, () -> out + "\n" + err);
    assertTrue(out.toString().contains("| kills | 3 | 3 |"), out::toString);
    assertTrue(out.toString().contains("| **outputs that differ** | 0 | 0 |"), out::toString);
  }
}
