package org.al4j.server.http;

import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The page's files. They are these and no others, so no path leads anywhere else. */
final class PageFiles {
  private static final List<String> NAMES =
      List.of(
          "app.js",
          "api.js",
          "dom.js",
          "drafts.js",
          "flag.js",
          "insight.js",
          "markdown.js",
          "model.js",
          "outbox.js",
          "own.js",
          "owner.js",
          "review.html",
          "review.js",
          "spans.js",
          "stream.js",
          "app.css");

  private PageFiles() {}

  static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(route("/", "index.html"));
    NAMES.forEach(name -> routes.add(route("/" + name, name)));
    routes.add(route(Route.API + "/openapi.json", "openapi.json"));
    routes.add(Route.open(HandlerType.GET, "/favicon.ico", (ctx, visitor) -> ctx.status(204)));
    return routes;
  }

  private static Route route(String path, String name) {
    byte[] content = read(name);
    String type = type(name);
    return Route.open(
        HandlerType.GET, path, (ctx, visitor) -> ctx.contentType(type).result(content));
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "json" -> "application/json; charset=utf-8";
      default -> throw new IllegalStateException("no media type of " + name);
    };
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
