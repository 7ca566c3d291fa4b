package org.al4j.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.al4j.server.access.Role;
import org.al4j.server.access.Visitor;
import org.al4j.server.desk.Hand;
import org.al4j.server.desk.LabelDesk;
import org.al4j.server.desk.OwnLabel;
import org.al4j.server.desk.Receipt;
import org.al4j.server.desk.Submission;
import org.al4j.server.desk.Suggestion;

/** What people who label ask for. */
final class LabelRoutes {
  private static final int MOST_AHEAD = 20;
  private static final int MOST_OWN = 500;
  private static final Set<Submission.Verb> OWNERS =
      Set.of(Submission.Verb.DECIDE, Submission.Verb.UNDECIDE, Submission.Verb.KEEP);
  private static final double LONGEST_SECONDS = 86_400;

  private final LabelDesk<?> desk;
  private final ServerLimits limits;

  LabelRoutes(LabelDesk<?> desk, ServerLimits limits) {
    this.desk = desk;
    this.limits = limits;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.post("/next", Role.ANNOTATOR, this::next));
    for (Submission.Verb verb : Submission.Verb.values()) {
      Role role = OWNERS.contains(verb) ? Role.OWNER : Role.ANNOTATOR;
      String path = "/" + verb.name().toLowerCase(Locale.ROOT);
      routes.add(Route.post(path, role, (ctx, visitor) -> submit(ctx, visitor, verb)));
    }
    routes.add(Route.get("/mine", Role.ANNOTATOR, this::mine));
    return routes;
  }

  private void next(Context ctx, Visitor visitor) {
    JsonBody body = JsonBody.of(ctx, limits.bodyBytes(), "count");
    double count = body.optionalNumber("count").orElse(1.0);
    if (!(count >= 1 && count <= MOST_AHEAD)) {
      throw ApiException.bad("'count' must be from 1 to " + MOST_AHEAD);
    }
    Hand hand = desk.next(visitor.name(), (int) count);
    ObjectNode reply = Reply.object().put("state", hand.state().name().toLowerCase(Locale.ROOT));
    hand.until().ifPresent(until -> reply.put("until", until.toString()));
    if (!hand.reason().isEmpty()) {
      reply.put("reason", hand.reason());
    }
    ArrayNode texts = reply.putArray("texts");
    hand.cards().forEach(card -> texts.add(card(card)));
    Reply.json(ctx, 200, reply);
  }

  private static ObjectNode card(Hand.Card card) {
    ObjectNode node = Reply.text(card.instance());
    node.put("round", card.round());
    card.suggestion().ifPresent(said -> node.set("suggestion", suggestion(said)));
    return node;
  }

  static ObjectNode suggestion(Suggestion said) {
    ObjectNode node = Reply.object();
    node.set("label", said.label());
    if (Double.isFinite(said.probability())) {
      node.put("probability", said.probability());
    }
    return node;
  }

  private void submit(Context ctx, Visitor visitor, Submission.Verb verb) {
    JsonBody body = JsonBody.of(ctx, limits.bodyBytes(), "key", "id", "label", "seconds", "note");
    Submission said =
        new Submission(
            body.text("key"),
            body.text("id"),
            verb,
            body.optional("label"),
            body.optionalNumber("seconds").flatMap(LabelRoutes::time),
            body.optionalText("note").orElse(""));
    Receipt receipt = desk.submit(visitor.name(), said);
    switch (receipt.kind()) {
      case RECORDED -> Reply.json(ctx, 200, Reply.object().put("status", "recorded"));
      case ALREADY -> Reply.json(ctx, 200, Reply.object().put("status", "already"));
      case REFUSED -> throw new ApiException(409, "conflict", receipt.reason());
      case UNKNOWN -> throw new ApiException(404, "unknown-text", receipt.reason());
      case UNFIT -> throw new ApiException(422, "unfit-label", receipt.reason());
    }
  }

  /** A clock that goes backwards, or a page left open over night, measured nothing. */
  private static Optional<Duration> time(double seconds) {
    return seconds > 0 && seconds <= LONGEST_SECONDS
        ? Optional.of(Duration.ofMillis(Math.max(1, Math.round(seconds * 1_000))))
        : Optional.empty();
  }

  private void mine(Context ctx, Visitor visitor) {
    String search = Optional.ofNullable(ctx.queryParam("search")).orElse("");
    String wanted = search.toLowerCase(Locale.ROOT);
    ArrayNode mine = Reply.object().arrayNode();
    for (OwnLabel one : desk.own(visitor.name())) {
      JsonNode label = one.label();
      boolean found =
          one.instance().text().toLowerCase(Locale.ROOT).contains(wanted)
              || label.toString().toLowerCase(Locale.ROOT).contains(wanted);
      if (found && mine.size() < MOST_OWN) {
        mine.add(Reply.text(one.instance()).set("label", label));
      }
    }
    ObjectNode reply = Reply.object();
    reply.set("labels", mine);
    Reply.json(ctx, 200, reply);
  }
}
