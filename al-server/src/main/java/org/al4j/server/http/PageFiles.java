package org.al4j.server.http;

import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The page's files. They are these and no others, so no path leads anywhere else. */
final class PageFiles {
  private static final Map<String, String> TYPES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "app.js", "text/javascript; charset=utf-8",
          "api.js", "text/javascript; charset=utf-8",
          "outbox.js", "text/javascript; charset=utf-8",
          "owner.js", "text/javascript; charset=utf-8",
          "app.css", "text/css; charset=utf-8",
          "openapi.json", "application/json; charset=utf-8");

  private PageFiles() {}

  static List<Route> routes() {
    return List.of(
        route("/", "index.html"),
        route("/app.js", "app.js"),
        route("/api.js", "api.js"),
        route("/outbox.js", "outbox.js"),
        route("/owner.js", "owner.js"),
        Route.open(HandlerType.GET, "/favicon.ico", (ctx, visitor) -> ctx.status(204)),
        route("/app.css", "app.css"),
        route(Route.API + "/openapi.json", "openapi.json"));
  }

  private static Route route(String path, String name) {
    byte[] content = read(name);
    String type = TYPES.getOrDefault(name, "application/octet-stream");
    return Route.open(
        HandlerType.GET, path, (ctx, visitor) -> ctx.contentType(type).result(content));
  }

  private static byte[] read(String name) {
    try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
