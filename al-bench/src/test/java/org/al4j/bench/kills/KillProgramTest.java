package org.al4j.bench.kills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KillProgramTest {
  private static final int KILLS = 50;

  @Test
  void fiftyKills_withEventsBetween_loseNothingAndChangeNoResult(@TempDir Path dir) {
    StringWriter out = new StringWriter();
    int code =
        new CommandLine(new KillProgram())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(new StringWriter(), true))
            .execute("--kills", "" + KILLS, "--seed", "7", "--out", dir.resolve("runs").toString());
    String table = out.toString();
    assertEquals(0, code, table);
    assertTrue(count(table, "\\*\\*kills\\*\\*") >= KILLS, table);
    assertTrue(count(table, "runs equal") >= 2, table);
    assertTrue(count(table, "labels acknowledged") >= 100, table);
    assertEquals(0, count(table, "runs unequal"), table);
    assertEquals(0, count(table, "\\*\\*labels lost\\*\\*"), table);
    assertEquals(0, count(table, "\\*\\*doubled\\*\\*"), table);
    assertEquals(0, count(table, "\\*\\*foreign\\*\\*"), table);
    assertEquals(0, count(table, "other faults"), table);
    assertTrue(Files.notExists(dir.resolve("runs")), "what is not needed is removed");
  }

  private static long count(String table, String row) {
    Matcher line = Pattern.compile("\\| " + row + " \\| ([0-9,]+) \\|").matcher(table);
    assertTrue(line.find(), row + " is not in\n" + table);
    return Long.parseLong(line.group(1).replace(",", ""));
  }
}
