package org.al4j.server.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.al4j.server.access.Role;
import org.al4j.server.access.Visitor;

/**
 * A request that can be made.
 *
 * @param role who may make it at least; empty if anybody may
 */
record Route(HandlerType method, String path, Optional<Role> role, Action action) {
  static final String API = "/api/v1";

  /** What is done then. */
  @FunctionalInterface
  interface Action {
    void answer(Context ctx, Visitor visitor) throws Exception;
  }

  static Route get(String path, Role role, Action action) {
    return new Route(HandlerType.GET, API + path, Optional.of(role), action);
  }

  static Route post(String path, Role role, Action action) {
    return new Route(HandlerType.POST, API + path, Optional.of(role), action);
  }

  static Route delete(String path, Role role, Action action) {
    return new Route(HandlerType.DELETE, API + path, Optional.of(role), action);
  }

  /** For anybody: the visitor is nobody. */
  static Route open(HandlerType method, String path, Action action) {
    return new Route(method, path, Optional.empty(), action);
  }

  void handle(Context ctx, Guard guard) throws Exception {
    Visitor nobody = new Visitor("", Role.ANNOTATOR, false, "");
    Visitor visitor = role.isPresent() ? guard.require(ctx, role.get()) : nobody;
    guard.begin(ctx);
    try {
      action.answer(ctx, visitor);
      write(ctx);
    } finally {
      guard.end(ctx);
    }
  }

  /** Who reads slowly holds a thread until all is read: that counts, too. */
  private static void write(Context ctx) throws IOException {
    InputStream result = ctx.resultInputStream();
    if (result != null) {
      ctx.res().setContentLength(result.available()); // all of ours are in memory
      result.transferTo(ctx.res().getOutputStream());
    }
  }
}
