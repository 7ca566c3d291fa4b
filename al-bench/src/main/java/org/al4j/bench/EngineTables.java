package org.al4j.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The figures of {@link EngineSpeed} as tables, for a terminal. */
final class EngineTables {
  private static final List<String> PEERS = List.of("peer", "onnxruntime");

  private EngineTables() {}

  static void print(PrintWriter out, ObjectNode all) {
    out.printf(Locale.ROOT, "config %s, %s threads%n", all.get("config"), all.get("threads"));
    out.printf(Locale.ROOT, "%-8s %10s %10s %12s %10s%n", "", "median", "best", "GFLOP/s", "floor");
    for (String work : new String[] {"forward", "train"}) {
      out.printf(
          Locale.ROOT,
          "%-8s %10.1f %10.1f %5.0f of %4.0f %9.1f samples/s%n",
          work,
          all.get(work + "_median").asDouble(),
          all.get(work + "_best").asDouble(),
          all.get(work + "_gflops").asDouble(),
          all.at("/floor/" + work + "_gflops").asDouble(),
          all.at("/floor/" + work).asDouble());
      for (String peer : PEERS) {
        peer(out, peer, work, all.path(peer));
      }
    }
    if (all.has("resident_peak_mb")) {
      out.printf(Locale.ROOT, "most resident memory: %s MB%n", all.get("resident_peak_mb"));
    }
    for (String peer : PEERS) {
      if (all.has(peer)) {
        out.println(peer + ": " + all.at("/" + peer + "/versions"));
      }
    }
    steps(out, "forward", all.path("forward_profile"));
    steps(out, "train", all.path("train_profile"));
  }

  private static void peer(PrintWriter out, String peer, String work, JsonNode figures) {
    if (figures.has(work + "_median")) {
      out.printf(
          Locale.ROOT,
          "  %-6s %10.1f %10.1f   ratio %.2f%n",
          peer.equals("peer") ? "torch" : "onnx",
          figures.get(work + "_median").asDouble(),
          figures.get(work + "_best").asDouble(),
          figures.get(work + "_ratio").asDouble());
    }
  }

  private static void steps(PrintWriter out, String work, JsonNode steps) {
    for (JsonNode step : steps) {
      out.printf(
          Locale.ROOT,
          "%-8s %5.1f %% %9.3f ms x %-4d %6.0f GFLOP/s  %s %s%n",
          work,
          step.get("percent").asDouble(),
          step.get("milliseconds").asDouble(),
          step.get("calls").asLong(),
          step.get("gflops").asDouble(),
          step.get("name").asText(),
          step.get("shapes").asText());
    }
  }
}
