package org.al4j.bench.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.al4j.server.AnnotationServer;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerLimits;
import org.al4j.server.http.ServerOptions;

/**
 * A server in a process of its own. Arguments: the project's folder and how many people. It prints
 * {@code link LINK} for each, and on a line of its input {@code trained FROM TO} for each stretch
 * in which the training's thread was at work, on {@link System#nanoTime}, and {@code end}.
 */
final class LoadedServer {
  private static final int MANY = 1_000_000; // so that the limit of requests is not measured
  private static final String TRAINING = "al4j-training";

  private LoadedServer() {}

  /** Serves until it is killed. */
  public static void main(String[] args) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    AnnotationServer server =
        AnnotationServer.start(
            Path.of(args[0]),
            ServerOptions.DEFAULT.withLimits(ServerLimits.DEFAULT.withRate(MANY, MANY)));
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      out.println("link " + server.link("person " + i, i == 0 ? Role.OWNER : Role.ANNOTATOR));
    }
    WorkOf training = new WorkOf(TRAINING);
    training.start();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (in.readLine() != null) {
      training.stretches().forEach(one -> out.println("trained " + one.from() + " " + one.to()));
      out.println("end");
    }
  }
}
