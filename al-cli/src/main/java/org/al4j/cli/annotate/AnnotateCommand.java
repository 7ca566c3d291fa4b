package org.al4j.cli.annotate;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.al4j.core.InvalidInputException;
import org.al4j.server.AnnotationServer;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.al4j.server.project.ProjectFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code al annotate}: people label texts in their browsers. */
@Command(
    name = "annotate",
    description = {
      "Label texts in a browser: prints a link, and serves it until it is ended (Ctrl+C).",
      "What was labelled is kept in the project's folder; started again it goes on."
    },
    sortOptions = false)
public final class AnnotateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The project's folder: new, empty, or a project that goes on.")
  private Path out = Path.of("");

  @ArgGroup(exclusive = false)
  private ProjectOptions project = new ProjectOptions();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "owner",
      description = "By which your labels go (default: ${DEFAULT-VALUE}).")
  private String name = "owner";

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8480",
      description = "Port; 0 for any that is free (default: ${DEFAULT-VALUE}).")
  private int port = 8480;

  @Option(
      names = "--address",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen at; one that others reach needs --behind-proxy (default:"
              + " ${DEFAULT-VALUE}).")
  private String address = "127.0.0.1";

  @Option(
      names = "--behind-proxy",
      paramLabel = "URL",
      description =
          "Where people reach a proxy with TLS in front, such as https://label.example.org.")
  private @Nullable String proxy;

  @Override
  public Integer call() throws InterruptedException {
    ServerOptions options = options(); // before a project is made
    PrintWriter err = spec.commandLine().getErr();
    ProjectFolder folder = folder(err);
    try (AnnotationServer server = AnnotationServer.start(folder, options)) {
      Thread end = new Thread(server::close, "al4j-end");
      Runtime.getRuntime().addShutdownHook(end);
      PrintWriter results = spec.commandLine().getOut();
      results.println(server.link(name, Role.OWNER));
      results.flush();
      err.println("the link lets its holder in as '" + name + "'; end with Ctrl+C");
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private ProjectFolder folder(PrintWriter err) {
    if (!ProjectFolder.isProject(out)) {
      return project.create(out);
    }
    if (project.isSaid()) {
      err.println("note: " + out + " goes on with the texts, labels and model that it began with");
    }
    return ProjectFolder.open(out);
  }

  private ServerOptions options() {
    ServerOptions local = ServerOptions.DEFAULT.withPort(port);
    try {
      return proxy == null
          ? new ServerOptions(address, port, local.behindProxy(), local.limits())
          : local.withProxy(address, URI.create(proxy));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("--behind-proxy is no address: '" + proxy + "'", e);
    }
  }
}
