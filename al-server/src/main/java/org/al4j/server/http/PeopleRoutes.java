package org.al4j.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.al4j.server.access.Members;
import org.al4j.server.access.Role;
import org.al4j.server.access.Visitor;

/** Who is in, and how one gets in and out. */
final class PeopleRoutes {
  private static final int COOKIE_SECONDS = 60 * 60 * 24 * 30;

  private final Members members;
  private final Guard guard;
  private final String cookie;
  private final boolean secure;
  private final ServerLimits limits;
  private final Consumer<String> gone;

  /**
   * Routes of people.
   *
   * @param gone told the name of who has a way in less: who has another comes again
   */
  PeopleRoutes(
      Members members, Guard guard, Cookie cookie, ServerLimits limits, Consumer<String> gone) {
    this.members = members;
    this.guard = guard;
    this.cookie = cookie.name();
    this.secure = cookie.secure();
    this.limits = limits;
    this.gone = gone;
  }

  /**
   * The session's cookie.
   *
   * @param secure whether browsers are to send it by TLS only
   */
  record Cookie(String name, boolean secure) {}

  List<Route> routes() {
    return List.of(
        Route.open(HandlerType.POST, Route.API + "/session", this::enter),
        Route.get("/session", Role.ANNOTATOR, (ctx, who) -> Reply.json(ctx, 200, about(who))),
        Route.delete("/session", Role.ANNOTATOR, this::leave),
        Route.get("/people", Role.OWNER, this::list),
        Route.post("/people", Role.OWNER, this::invite),
        Route.post("/people/revoke", Role.OWNER, this::revoke));
  }

  private static ObjectNode about(Visitor visitor) {
    ObjectNode reply = Reply.object().put("name", visitor.name());
    reply.put("role", visitor.role().name().toLowerCase(Locale.ROOT));
    return visitor.cookie() ? reply.put("csrf", visitor.csrf()) : reply;
  }

  private void enter(Context ctx, Visitor nobody) {
    String token = JsonBody.of(ctx, limits.bodyBytes(), "token").text("token");
    Optional<String> secret = members.exchange(token);
    Visitor visitor =
        secret
            .flatMap(members::ofCookie)
            .orElseThrow(
                () ->
                    new ApiException(
                        401, "no-token", "this link is not good any more; ask for a new one"));
    setCookie(ctx, secret.orElseThrow(), COOKIE_SECONDS);
    Reply.json(ctx, 200, about(visitor));
  }

  private void leave(Context ctx, Visitor visitor) {
    guard.cookie(ctx).ifPresent(members::leave);
    gone.accept(visitor.name()); // his other sessions ask again
    setCookie(ctx, "", 0);
    ctx.status(204);
  }

  private void setCookie(Context ctx, String value, int seconds) {
    ctx.res()
        .addHeader(
            "Set-Cookie",
            cookie
                + "="
                + value
                + "; Path=/; Max-Age="
                + seconds
                + "; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : ""));
  }

  private void list(Context ctx, Visitor visitor) {
    ObjectNode reply = Reply.object();
    ArrayNode people = reply.putArray("people");
    members
        .all()
        .forEach(
            one ->
                people
                    .addObject()
                    .put("name", one.name())
                    .put("role", one.role().name().toLowerCase(Locale.ROOT))
                    .put("revoked", one.token().isEmpty()));
    Reply.json(ctx, 200, reply);
  }

  private void invite(Context ctx, Visitor visitor) {
    JsonBody body = JsonBody.of(ctx, limits.bodyBytes(), "name", "role");
    String name = body.text("name");
    Role role =
        switch (body.optionalText("role").orElse("annotator")) {
          case "annotator" -> Role.ANNOTATOR;
          case "owner" -> Role.OWNER;
          case "tool" -> Role.TOOL;
          default -> throw ApiException.bad("'role' must be annotator, owner or tool");
        };
    if (role == Role.TOOL) {
      BridgeRoutes.require(name);
    }
    String token = members.invite(name, role);
    gone.accept(name); // the link before may have opened streams
    String path = role == Role.TOOL ? BridgeAccess.path(name, token) : "/#token=" + token;
    Reply.json(ctx, 200, Reply.object().put("token", token).put("path", path));
  }

  private void revoke(Context ctx, Visitor visitor) {
    String name = JsonBody.of(ctx, limits.bodyBytes(), "name").text("name");
    if (name.equals(visitor.name())) {
      throw new ApiException(409, "self", "somebody else has to revoke you");
    }
    if (!members.revoke(name)) {
      throw new ApiException(404, "unknown-person", "nobody has that name");
    }
    gone.accept(name);
    Reply.json(ctx, 200, Reply.object().put("status", "revoked"));
  }
}
