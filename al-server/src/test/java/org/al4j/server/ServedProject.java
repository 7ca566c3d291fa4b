package org.al4j.server;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerLimits;
import org.al4j.server.http.ServerOptions;

/** A server in a process of its own, which is killed. */
final class ServedProject {
  private ServedProject() {}

  /** Serves the project in the folder; prints a link for each further argument, a name. */
  public static void main(String[] args) throws InterruptedException {
    AnnotationServer server =
        AnnotationServer.start(
            Path.of(args[0]),
            ServerOptions.DEFAULT.withLimits(ServerLimits.DEFAULT.withRate(10_000, 10_000)));
    for (int i = 1; i < args.length; i++) {
      System.out.println(server.link(args[i], Role.OWNER));
    }
    new CountDownLatch(1).await();
  }
}
