package org.al4j.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.al4j.bench.engine.EngineBenchmark;
import org.al4j.core.InvalidInputException;

/**
 * A program in Python that does a whole iteration and prints what came of it as a line of JSON. It
 * draws the order of its data by NumPy's generator, which this gives too.
 *
 * @param file the program; empty: there is none
 */
public record PeerScript(Optional<String> file) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ORDER =
      "import sys, json, numpy as np; r = list(range(int(sys.argv[1])));"
          + " np.random.default_rng(int(sys.argv[2])).shuffle(r); print(json.dumps(r))";

  /** The argument at an index, if there is one. */
  public static PeerScript of(String[] args, int index) {
    return new PeerScript(args.length > index ? Optional.of(args[index]) : Optional.empty());
  }

  /** Whether there is one. */
  public boolean exists() {
    return file.isPresent();
  }

  /** The order of {@code size} items that the program draws; one of Java's without a program. */
  public int[] order(int size, int seed) throws IOException {
    if (!exists()) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
      Collections.shuffle(order, new Random(seed));
      return order.stream().mapToInt(i -> i).toArray();
    }
    String line = python(List.of("-c", ORDER, String.valueOf(size), String.valueOf(seed)));
    return JSON.readValue(line, int[].class);
  }

  /** Runs a program that lies in the jar beside a class; the last line that it prints. */
  public static JsonNode run(Class<?> beside, String name, String... arguments) throws IOException {
    try (InputStream in = beside.getResourceAsStream(name)) {
      String source =
          new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
      List<String> all = new ArrayList<>(List.of("-c", source));
      all.addAll(List.of(arguments));
      return JSON.readTree(python(all));
    }
  }

  /** Runs the program with these arguments; the last line that it prints. */
  public JsonNode run(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(file.orElseThrow()));
    all.addAll(List.of(arguments));
    return JSON.readTree(python(all));
  }

  /** The last line that Python prints. */
  private static String python(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(
        TorchPeer.python()
            .orElseThrow(() -> new InvalidInputException("no python3 with torch was found")));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_NUM_THREADS", String.valueOf(EngineBenchmark.threads()));
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = process.inputReader().lines().toList();
    if (lines.isEmpty()) {
      throw new InvalidInputException("the peer printed nothing");
    }
    return lines.get(lines.size() - 1);
  }
}
