package org.al4j.server.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.al4j.server.access.Members;
import org.al4j.server.access.Role;
import org.al4j.server.access.Visitor;

/**
 * Stands before everything: headers, the host's name, who it is, how often he comes, and whether a
 * page of another origin made his browser ask.
 */
final class Guard {
  static final String CSRF_HEADER = "X-CSRF-Token";
  private static final String VISITOR = "al4j.visitor";
  private static final String CALLER = "al4j.caller";
  private static final String BEARER = "Bearer ";
  private static final List<String> SINGLE =
      List.of("Authorization", "Origin", CSRF_HEADER, "Content-Type", "Sec-Fetch-Site");

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Permissions-Policy",
          "camera=(), microphone=(), geolocation=()",
          "Cache-Control",
          "no-store");

  private final Members members;
  private final Supplier<Origins> origins;
  private final RateLimit rates;
  private final String cookie;
  private final boolean proxied;
  private final Busy busy;

  /**
   * A guard.
   *
   * @param origins known once the server listens
   * @param cookie name of the session's cookie
   */
  Guard(Members members, Supplier<Origins> origins, ServerOptions options, String cookie) {
    ServerLimits limits = options.limits();
    this.members = members;
    this.origins = origins;
    this.rates = new RateLimit(limits.perSecond(), limits.burst(), System::nanoTime);
    this.busy = new Busy(limits.threads());
    this.cookie = cookie;
    this.proxied = options.behindProxy().isPresent();
  }

  /** Before every request, whatever it is for. */
  void enter(Context ctx) {
    HEADERS.forEach(ctx::header);
    if (!origins.get().isHost(ctx.req().getHeader("Host"))) {
      throw new ApiException(421, "wrong-host", "this server is not called by that name");
    }
    requireSingle(ctx);
    Optional<Visitor> visitor = visitor(ctx);
    Caller caller = Caller.of(ctx, visitor, proxied);
    // a tool asks task by task as quickly as it is answered; eight at a time hold it back
    boolean tool = visitor.filter(one -> one.role() == Role.TOOL).isPresent();
    if (!tool && !rates.allows(caller.name())) {
      ctx.header("Retry-After", "1");
      ctx.header("Connection", "close"); // what stands behind it in the connection is not read
      throw new ApiException(429, "too-many", "too many requests; wait a second");
    }
    String origin = ctx.req().getHeader("Origin");
    if (origin != null && !origins.get().isOrigin(origin)) {
      throw new ApiException(403, "wrong-origin", "pages of other origins may not ask");
    }
    ctx.attribute(VISITOR, visitor);
    ctx.attribute(CALLER, caller);
  }

  /** Of two headers that say different things a proxy may have believed the other. */
  private static void requireSingle(Context ctx) {
    for (String name : SINGLE) {
      var all = ctx.req().getHeaders(name);
      if (all.hasMoreElements()) {
        all.nextElement();
        if (all.hasMoreElements()) {
          throw ApiException.bad("the header " + name + " must not come twice");
        }
      }
    }
  }

  private Optional<Visitor> visitor(Context ctx) {
    String header = ctx.req().getHeader("Authorization");
    if (BridgeAccess.isBridge(ctx.path())) {
      return BridgeAccess.token(ctx.path(), header).flatMap(members::ofToken);
    }
    if (header != null) {
      return header.startsWith(BEARER)
          ? members.ofToken(header.substring(BEARER.length()).strip())
          : Optional.empty();
    }
    return cookie(ctx).flatMap(members::ofCookie);
  }

  /** The session's cookie. */
  Optional<String> cookie(Context ctx) {
    return Optional.ofNullable(ctx.cookie(cookie));
  }

  /** Who asks, who must be somebody who may. */
  Visitor require(Context ctx, Role least) {
    Optional<Visitor> known = ctx.attribute(VISITOR);
    Visitor visitor =
        Optional.ofNullable(known)
            .flatMap(one -> one)
            .orElseThrow(
                () -> new ApiException(401, "no-session", "open the link that you were given"));
    if ((least == Role.TOOL) != (visitor.role() == Role.TOOL)) {
      throw new ApiException(403, "not-this-way", "people use the page, tools their bridge");
    }
    if (least == Role.OWNER && visitor.role() != Role.OWNER) {
      throw new ApiException(403, "not-owner", "only the project's owner may do that");
    }
    if (visitor.cookie() && isUnsafe(ctx)) {
      requireOwnPage(ctx, visitor);
    }
    return visitor;
  }

  /** A request is about to be answered. */
  void begin(Context ctx) {
    if (!busy.begin(caller(ctx))) {
      throw new ApiException(429, "busy", "wait for the answers to what you asked before");
    }
  }

  /** It is answered. */
  void end(Context ctx) {
    busy.end(caller(ctx));
  }

  private static Caller caller(Context ctx) {
    Caller caller = ctx.attribute(CALLER);
    return caller == null ? new Caller("", false) : caller;
  }

  private static boolean isUnsafe(Context ctx) {
    return ctx.method() != HandlerType.GET && ctx.method() != HandlerType.HEAD;
  }

  /** A browser says where the page is from; what no browser says is not believed. */
  private static void requireOwnPage(Context ctx, Visitor visitor) {
    String site = ctx.req().getHeader("Sec-Fetch-Site");
    boolean own = ctx.req().getHeader("Origin") != null || "same-origin".equals(site);
    String token = ctx.req().getHeader(CSRF_HEADER);
    if (!own || token == null || !visitor.isCsrf(token)) {
      throw new ApiException(
          403, "csrf", "send the session's token in the header " + CSRF_HEADER + ", and Origin");
    }
  }
}
