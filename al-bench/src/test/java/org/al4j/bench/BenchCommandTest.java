package org.al4j.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.al4j.cli.Al;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int bench(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "bench";
    System.arraycopy(args, 0, all, 1, args.length);
    return Al.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--profile", "--no-kernels"})
  void bench_tinyConfig_printsOneLineOfJson(String option) throws IOException {
    int code = bench("--config", "1,8,2,16,8,2", "--rounds", "1", "--json", "--no-peer", option);
    assertEquals(0, code, err.toString());
    assertEquals(1, out.toString().lines().count());
    JsonNode all = new ObjectMapper().readTree(out.toString());
    assertEquals("[1,8,2,16,8,2]", all.get("config").toString());
    for (String work : new String[] {"forward", "train"}) {
      double median = all.get(work + "_median").asDouble();
      assertTrue(median > 0, out.toString());
      assertTrue(all.get(work + "_best").asDouble() >= median, out.toString());
      // Which of the two is faster is left to the benchmark: one round on a busy machine may invert
      // it.
      assertTrue(all.at("/floor/" + work).asDouble() > 0, out.toString());
      assertEquals(option.equals("--profile"), all.has(work + "_profile"));
    }
    assertEquals(option.equals("--profile"), all.get("kernels").asBoolean());
    assertFalse(all.has("peer"));
  }

  @Test
  void bench_text_namesBothWorks() {
    assertEquals(0, bench("--config", "1,8,2,16,8,2", "--rounds", "1", "--no-peer"));
    assertTrue(out.toString().contains("forward"), out.toString());
    assertTrue(out.toString().contains("train"), out.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,8,2,16,8", "1,9,2,16,8,2", "1,8,2,16,8,0", "a,b,c,d,e,f"})
  void bench_badConfig_isRefusedInOneLine(String config) {
    assertEquals(2, bench("--config", config, "--no-peer"));
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(out.toString().isEmpty());
  }

  @Test
  void bench_peerThatFails_isSaidAndLeftOut(@TempDir Path dir) throws IOException {
    Path jar = Files.writeString(dir.resolve("onnxruntime.jar"), "none");
    int code =
        bench(
            "--config",
            "1,8,2,16,8,2",
            "--rounds",
            "1",
            "--no-peer",
            "--onnxruntime",
            jar.toString());
    assertEquals(0, code, err.toString());
    assertTrue(out.toString().contains("forward"), out.toString());
    assertTrue(err.toString().contains("al bench: a peer is left out: "), err.toString());
  }

  @Test
  void bench_jarThatIsNot_isRefused() {
    assertEquals(2, bench("--config", "1,8,2,16,8,2", "--onnxruntime", "nowhere.jar"));
    assertEquals(1, err.toString().lines().count(), err.toString());
  }
}
