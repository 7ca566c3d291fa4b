package org.al4j.cli.annotate;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.server.AnnotationServer;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.al4j.server.http.TlsCertificate;
import org.al4j.server.project.ProjectFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  private static final long MILLIS_TO_ANSWER = 100;

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The project's folder: new, empty, or a project that goes on.")
  private Path out = Path.of("");

  @ArgGroup(exclusive = false)
  private ProjectOptions project = new ProjectOptions();

  @ArgGroup(exclusive = false)
  private ExtraOptions extra = new ExtraOptions();

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
          "Address to listen at; one that others reach needs --public or --behind-proxy (default:"
              + " ${DEFAULT-VALUE}).")
  private String address = "127.0.0.1";

  @Option(
      names = "--behind-proxy",
      paramLabel = "URL",
      description =
          "Where people reach a proxy with TLS in front, such as https://label.example.org.")
  private @Nullable String proxy;

  @Mixin private TlsOptions tls = new TlsOptions();

  @Option(
      names = "--bridge",
      paramLabel = "TOOLS",
      split = ",",
      description = {
        "Let label-studio, inception, doccano or brat use the project: prints an address for each",
        "that has none yet, which holds until --revoke-bridge."
      })
  private List<String> bridges = List.of();

  @Option(
      names = "--revoke-bridge",
      paramLabel = "TOOLS",
      split = ",",
      description = "End these tools' addresses first; with --bridge they get new ones.")
  private List<String> revoked = List.of();

  @ArgGroup(exclusive = false)
  private ModelOptions models = new ModelOptions();

  @Override
  public Integer call() throws InterruptedException {
    ServerOptions options = options(); // before a project is made
    Stream.concat(bridges.stream(), revoked.stream())
        .forEach(tool -> AnnotationServer.requireBridge(tool.strip()));
    AnnotationServer.prepare();
    PrintWriter err = spec.commandLine().getErr();
    models.read();
    ProjectFolder folder = folder(err);
    for (boolean first = true; ; first = false) {
      try (AnnotationServer server = AnnotationServer.start(folder, options)) {
        Thread end = new Thread(server::close, "al4j-end");
        Runtime.getRuntime().addShutdownHook(end);
        models.start(server, folder, err);
        if (first) {
          tell(server, err);
        }
        options = options.withPort(server.port()); // the same when it goes on
        server.awaitNewLabels();
        Thread.sleep(MILLIS_TO_ANSWER); // so that who added them hears of it
        Runtime.getRuntime().removeShutdownHook(end);
      }
      folder = ProjectFolder.open(out);
      err.println("it goes on with the labels " + folder.settings().labelling().names());
    }
  }

  private void tell(AnnotationServer server, PrintWriter err) {
    PrintWriter results = spec.commandLine().getOut();
    results.println(server.link(name, Role.OWNER));
    results.flush();
    revoked.forEach(tool -> revoke(server, tool.strip(), err));
    bridges.forEach(tool -> bridge(server, tool.strip(), err));
    err.println("the link lets its holder in as '" + name + "'; end with Ctrl+C");
  }

  private static void revoke(AnnotationServer server, String tool, PrintWriter err) {
    boolean was = server.revokeBridge(tool);
    err.println(tool + (was ? ": its address is good no more" : " had no address"));
  }

  private void bridge(AnnotationServer server, String tool, PrintWriter err) {
    Optional<String> address = server.bridge(tool);
    if (address.isEmpty()) {
      err.println(tool + " goes on at the address that was printed when it was made");
      return;
    }
    PrintWriter results = spec.commandLine().getOut();
    results.println(tool + ": " + address.get());
    results.flush();
  }

  private ProjectFolder folder(PrintWriter err) {
    if (!ProjectFolder.isProject(out)) {
      return project.create(out, extra, models.trust());
    }
    ProjectFolder folder = ProjectFolder.open(out);
    extra.plan(folder);
    if (project.isSaid()) {
      err.println("note: " + out + " goes on with the texts, labels and model that it began with");
    }
    return folder;
  }

  private ServerOptions options() {
    ServerOptions local = ServerOptions.DEFAULT.withPort(port);
    String listenAt = tls.listenAt(address, proxy);
    Optional<TlsCertificate> certificate = tls.certificate();
    if (certificate.isPresent()) {
      return local.withTls(listenAt, certificate.get());
    }
    try {
      return proxy == null
          ? new ServerOptions(listenAt, port, local.behindProxy(), local.limits())
          : local.withProxy(listenAt, URI.create(proxy));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("--behind-proxy is no address: '" + proxy + "'", e);
    }
  }
}
