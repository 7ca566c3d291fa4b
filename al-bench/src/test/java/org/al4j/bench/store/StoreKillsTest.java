package org.al4j.bench.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StoreKillsTest {
  @Test
  void fiveKills_oneProcessAndTwo_leaveNoWrongVector() {
    StringWriter out = new StringWriter();
    int code =
        new CommandLine(new StoreKills())
            .setOut(new PrintWriter(out, true))
            .execute(
                "--kills",
                "5",
                "--seed",
                "7",
                "--texts",
                "4000",
                "--width",
                "64",
                "--longest",
                "200");
    String table = out.toString();
    assertEquals(0, code, table);
    assertTrue(table.contains("| **wrong vectors** | 0 |"), table);
    assertTrue(table.contains("| **vectors lost that were kept** | 0 |"), table);
    assertTrue(table.contains("| processes that failed | 0 |"), table);
  }

  @Test
  void isRounded_neighboursOfTheRoundedNumber_areWrong() {
    MadeUpEmbedder source = new MadeUpEmbedder(1);
    float exact = source.vector("x")[0];
    double step = Math.scalb(1.0, Math.getExponent(exact) - 10);
    float rounded = (float) (Math.rint(exact / step) * step);
    assertTrue(source.isRounded("x", new float[] {rounded}));
    assertFalse(source.isRounded("x", new float[] {(float) (rounded + step)}));
    assertFalse(source.isRounded("x", new float[] {(float) (rounded - step)}));
    assertFalse(source.isRounded("x", new float[2]));
  }
}
