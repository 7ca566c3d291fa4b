package org.al4j.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.al4j.bench.engine.EngineBenchmark.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineSpeedTest {
  private static final Shape SHAPE = new Shape(1, 8, 2, 16, 8, 2);

  @TempDir private Path dir;

  /** Answers as often as it is told, then ends; {@code x} is no number of seconds. */
  private Peer peer(String name, int answers, String seconds) throws IOException {
    Path program =
        Files.writeString(
            dir.resolve(name + ".java"),
            "public class "
                + name
                + " { public static void main(String[] a) throws Exception {"
                + " System.out.println(\"{}\");"
                + " var in = new java.io.BufferedReader(new java.io.InputStreamReader(System.in));"
                + " for (int i = 0; i < "
                + answers
                + "; i++) { in.readLine(); System.out.println(\""
                + seconds
                + "\"); } } }");
    String java = ProcessHandle.current().info().command().orElse("java");
    return Peer.start(name, List.of("forward"), List.of(java, program.toString()));
  }

  @Test
  void run_peersThatFail_areSaidAndLeftOut() throws IOException {
    List<String> said = new ArrayList<>();
    try (Peer ends = peer("Ends", 4, "0.5");
        Peer babbles = peer("Babbles", 9, "x");
        Peer works = peer("Works", 1_000_000, "0.5")) {
      ObjectNode result =
          new EngineSpeed(SHAPE, new EngineSpeed.Settings(2, true, false), said::add)
              .run(List.of(ends, babbles, works));
      assertTrue(result.get("forward_median").asDouble() > 0, result.toString());
      assertEquals(4, result.at("/Works/forward_median").asDouble(), result.toString());
      assertFalse(result.has("Ends"), result.toString());
      assertFalse(result.has("Babbles"), result.toString());
    }
    assertEquals(2, said.size(), said.toString());
    assertTrue(said.get(0).startsWith("the peer Babbles is gone: "), said.toString());
    assertTrue(said.get(1).startsWith("the peer Ends is gone: "), said.toString());
  }

  @Test
  void start_programThatFails_isAPeerException() {
    PeerException e =
        assertThrows(
            PeerException.class,
            () -> Peer.start("none", List.of("forward"), List.of("al4j-no-such-program")));
    assertTrue(e.getMessage().startsWith("the peer none did not start: "), e.getMessage());
  }
}
