package org.al4j.server;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.al4j.llm.ApiKey;
import org.al4j.llm.LlmEndpoint;
import org.al4j.llm.LlmSampling;
import org.al4j.llm.LlmSettings;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;

/** A server with a language model that annotates, in a process of its own, which is killed. */
final class ServedWithModel {
  private ServedWithModel() {}

  /** Serves the project in the folder with the model at the address; prints the owner's link. */
  public static void main(String[] args) throws InterruptedException {
    AnnotationServer server = AnnotationServer.start(Path.of(args[0]), ServerOptions.DEFAULT);
    LlmEndpoint endpoint =
        new LlmEndpoint(URI.create(args[1]), "fake", ApiKey.none(), Duration.ofSeconds(30));
    server.annotateBy(LlmSettings.of(endpoint).with(LlmSampling.DEFAULT.withAnswers(2)));
    System.out.println(server.link("owner", Role.OWNER));
    new CountDownLatch(1).await();
  }
}
