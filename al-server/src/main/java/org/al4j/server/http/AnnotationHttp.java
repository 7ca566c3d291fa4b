package org.al4j.server.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.al4j.core.InvalidInputException;
import org.al4j.server.access.Members;
import org.al4j.server.access.Role;
import org.al4j.server.desk.LabelDesk;
import org.al4j.server.project.ProjectFolder;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionLimit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP side: routes, guards and errors on one port. */
public final class AnnotationHttp implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(AnnotationHttp.class.getName());
  private static final int TIMEOUT = 408;
  private static final int TOO_LONG = 413;
  private static final int FRAMES = 8;
  private static final int ADDRESSES = 2; // that are needed at least to take all connections

  private final AtomicReference<Origins> origins = new AtomicReference<>();
  private final EventStream events;
  private final Javalin app;
  private final ServerOptions options;

  private AnnotationHttp(
      ProjectFolder project, LabelDesk<?> desk, Members members, ServerOptions options) {
    this.options = options;
    this.events = new EventStream(desk::progress, one -> members.isIn(one.name(), one.role()));
    ServerLimits limits = options.limits();
    // browsers send cookies to every port of a host: each project has its own
    var cookie = new PeopleRoutes.Cookie("al4j-" + project.id(), options.secure());
    Guard guard = new Guard(members, this::origins, options, cookie.name());
    this.app = Javalin.create(config -> configure(config, options));
    app.before(guard::enter);
    List<Route> routes = new ArrayList<>(PageFiles.routes());
    routes.addAll(new PeopleRoutes(members, guard, cookie, limits, events::drop).routes());
    routes.addAll(new LabelRoutes(desk, limits).routes());
    routes.addAll(new ProjectRoutes(project, desk, limits).routes());
    routes.addAll(new BridgeRoutes(desk.tools(), limits).routes());
    routes.addAll(new InsightRoutes(project, desk, limits).routes());
    routes.addAll(new ModelRoutes(desk).routes());
    routes.add(Route.get("/events", Role.ANNOTATOR, events::listen));
    for (Route route : routes) {
      app.addHttpHandler(route.method(), route.path(), ctx -> route.handle(ctx, guard));
    }
    answerErrors();
    app.after(HangUp::ifDue);
  }

  /** Loads what it will need, on a thread beside: that takes as long as opening a project. */
  public static void prepare() {
    Thread thread =
        new Thread(
            () -> {
              Javalin.create(config -> config.showJavalinBanner = false);
              new Server(new QueuedThreadPool()).getConnectors();
            },
            "al4j-prepare");
    thread.setDaemon(true);
    thread.start();
  }

  /** Listens. */
  public static AnnotationHttp start(
      ProjectFolder project, LabelDesk<?> desk, Members members, ServerOptions options) {
    AnnotationHttp http = new AnnotationHttp(project, desk, members, options);
    try {
      http.app.start(options.address(), options.port());
    } catch (RuntimeException e) {
      http.close();
      throw new InvalidInputException(
          "cannot listen at " + options.address() + ":" + options.port() + "; use another port", e);
    }
    http.closeSilent(options.limits().silence());
    http.origins.set(Origins.of(options, http.port()));
    return http;
  }

  private void closeSilent(Duration silence) {
    for (Connector connector : app.jettyServer().server().getConnectors()) {
      ((AbstractConnector) connector).setIdleTimeout(silence.toMillis());
    }
  }

  private static void configure(JavalinConfig config, ServerOptions options) {
    ServerLimits limits = options.limits();
    config.showJavalinBanner = false;
    config.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.disableCompression();
    config.jetty.threadPool = new QueuedThreadPool(limits.threads(), 4);
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setIdleTimeout(limits.silence().toMillis());
        });
    config.jetty.modifyServer(
        server -> {
          server.addBean(new ConnectionLimit(limits.connections(), server));
          if (options.behindProxy().isEmpty()) { // else they are all the proxy's
            int most = Math.max(1, limits.connections() / ADDRESSES);
            server.addBean(new AddressLimit(server, most));
          }
        });
    options
        .certificate()
        .ifPresent(
            one ->
                config.jetty.addConnector(
                    (server, http) ->
                        one.connector(server, http, options.address(), options.port())));
  }

  private Origins origins() {
    Origins known = origins.get();
    if (known == null) {
      throw new ApiException(503, "starting", "the server is about to be there");
    }
    return known;
  }

  private void answerErrors() {
    app.exception(
        ApiException.class,
        (e, ctx) -> {
          if (e.status() == TIMEOUT || e.status() == TOO_LONG) {
            ctx.header("Connection", "close"); // the rest of the body is not wanted
          }
          Reply.error(ctx, e.status(), e.code(), String.valueOf(e.getMessage()));
        });
    app.exception(
        InvalidInputException.class,
        (e, ctx) -> Reply.error(ctx, 400, "bad-request", String.valueOf(e.getMessage())));
    app.exception(
        HttpResponseException.class,
        (e, ctx) -> Reply.error(ctx, e.getStatus(), "http", reason(e.getStatus())));
    app.exception(UncheckedIOException.class, this::failed);
    app.exception(Exception.class, this::failed);
  }

  private static String reason(int status) {
    return switch (status) {
      case 404 -> "there is no such thing";
      case 405 -> "not by that method";
      default -> "the request cannot be answered";
    };
  }

  /** What and where, but no message: it may have a text in it. */
  private void failed(Exception e, Context ctx) {
    List<StackTraceElement> where = Arrays.asList(e.getStackTrace());
    LOG.log(
        System.Logger.Level.WARNING,
        "{0} failed with {1} at {2}",
        ctx.endpointHandlerPath(),
        e.getClass().getName(),
        where.subList(0, Math.min(FRAMES, where.size())));
    Reply.error(ctx, 503, "failed", "it is not recorded; send it again");
  }

  /** Something has happened of which browsers are told. */
  public void changed() {
    events.changed();
  }

  /** The port. */
  public int port() {
    return app.port();
  }

  /** Where people reach it, without a slash at the end. */
  public String address() {
    return options.reachedAt(port());
  }

  /**
   * Refuses what is no bridge.
   *
   * @throws InvalidInputException naming those that there are
   */
  public static void requireBridge(String tool) {
    BridgeRoutes.require(tool);
  }

  /** The address of a bridge with its token. */
  public String bridge(String tool, String token) {
    return address() + BridgeAccess.path(tool, token);
  }

  @Override
  public void close() {
    events.close();
    app.stop();
  }
}
