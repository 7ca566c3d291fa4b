package org.al4j.server.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.server.access.Role;
import org.al4j.server.access.Visitor;
import org.al4j.server.bridge.Bridge;
import org.al4j.server.bridge.BridgeException;
import org.al4j.server.bridge.ToolAnswer;
import org.al4j.server.bridge.brat.BratBridge;
import org.al4j.server.bridge.doccano.DoccanoBridge;
import org.al4j.server.bridge.inception.InceptionBridge;
import org.al4j.server.bridge.labelstudio.LabelStudioBridge;
import org.al4j.server.desk.ToolDesk;

/** What other annotation tools ask, each at its own address. */
final class BridgeRoutes {
  private static final List<String> TOOLS = List.of("label-studio", "inception", "doccano", "brat");

  private final List<Bridge> bridges;
  private final ServerLimits limits;

  BridgeRoutes(ToolDesk<?> desk, ServerLimits limits) {
    this.bridges =
        List.of(
            new LabelStudioBridge(desk),
            new InceptionBridge(desk),
            new DoccanoBridge(desk),
            new BratBridge(desk));
    this.limits = limits;
  }

  /** Refuses what is no bridge. */
  static void require(String tool) {
    if (!TOOLS.contains(tool)) {
      throw InvalidInputException.ofSettings(
          "{bridge} must be one of %s, found '%s'", String.join(", ", TOOLS), tool);
    }
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (Bridge bridge : bridges) {
      for (Bridge.Call call : bridge.calls()) {
        String path = bridge.tool() + call.path();
        routes.add(route(bridge, call, BridgeAccess.ROOT + path));
        routes.add(route(bridge, call, BridgeAccess.ROOT + "{token}/" + path));
      }
    }
    return routes;
  }

  private Route route(Bridge bridge, Bridge.Call call, String path) {
    return new Route(
        HandlerType.valueOf(call.method()),
        path,
        Optional.of(Role.TOOL),
        (ctx, visitor) -> answer(bridge, call, ctx, visitor));
  }

  private void answer(Bridge bridge, Bridge.Call call, Context ctx, Visitor visitor) {
    if (!visitor.name().equals(bridge.tool())) {
      throw new ApiException(403, "another-tool", "this address is another tool's");
    }
    String body = text(JsonBody.bytes(ctx, limits.textsBytes()));
    try {
      ToolAnswer answer = call.handler().answer(body);
      ctx.status(answer.status()).contentType(answer.type());
      ctx.result(answer.body().getBytes(StandardCharsets.UTF_8));
    } catch (BridgeException e) {
      throw new ApiException(e.status(), e.code(), String.valueOf(e.getMessage()));
    }
  }

  /** Offsets are counted in it, so nothing is put in the place of what cannot be read. */
  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw ApiException.bad("the body must be UTF-8");
    }
  }
}
