package org.al4j.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.al4j.server.access.Role;
import org.al4j.server.access.Visitor;
import org.al4j.server.desk.LabelDesk;
import org.al4j.server.insight.Curve;
import org.al4j.server.insight.LabelTimes;
import org.al4j.server.insight.Review;
import org.al4j.server.project.LabelTask;
import org.al4j.server.project.ProjectFolder;
import org.al4j.server.project.ProjectPlan;
import org.al4j.strategies.stopping.StopAdvice;

/** What is known of a project besides counts, and what its owner plans. */
final class InsightRoutes {
  private static final int MOST = 200;
  private static final double HOUR = 3600;

  private final ProjectFolder project;
  private final LabelDesk<?> desk;
  private final ServerLimits limits;

  InsightRoutes(ProjectFolder project, LabelDesk<?> desk, ServerLimits limits) {
    this.project = project;
    this.desk = desk;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/curve", Role.ANNOTATOR, this::curve),
        Route.get("/times", Role.ANNOTATOR, this::times),
        Route.get("/review", Role.OWNER, this::review),
        Route.get("/review/texts", Role.OWNER, this::texts),
        Route.get("/plan", Role.OWNER, (ctx, who) -> Reply.json(ctx, 200, plan())),
        Route.post("/plan", Role.OWNER, this::change),
        Route.post("/labels", Role.OWNER, this::addLabel));
  }

  private void curve(Context ctx, Visitor visitor) {
    Curve curve = desk.insights().curve();
    ObjectNode reply = Reply.object();
    reply.put("score", curve.score()).put("higherIsBetter", curve.higherIsBetter());
    reply.put("heldOut", curve.heldOut()).put("measuring", curve.measuring());
    ArrayNode points = reply.putArray("points");
    for (Curve.Point one : curve.points()) {
      ObjectNode node = points.addObject().put("round", one.round());
      node.put("labelled", one.labelled()).put("checked", one.checked()).put("value", one.value());
      one.low().ifPresent(low -> node.put("low", low));
      one.high().ifPresent(high -> node.put("high", high));
    }
    if (!curve.gap().isEmpty()) {
      reply.put("gap", curve.gap());
    }
    curve.change().ifPresent(advice -> reply.set("change", change(advice)));
    ArrayNode stops = reply.putArray("stops");
    for (Curve.StopWord one : curve.stops()) {
      ObjectNode node = stops.addObject().put("criterion", one.criterion());
      one.reason().ifPresent(why -> node.put("reason", why));
    }
    Reply.json(ctx, 200, reply);
  }

  private static ObjectNode change(StopAdvice advice) {
    return Reply.object()
        .put("labels", advice.labels())
        .put("settled", advice.isSettled())
        .put("atMost", advice.atMost())
        .put("expected", advice.expected())
        .put("text", advice.text());
  }

  /** Money is the owner's matter. */
  private void times(Context ctx, Visitor visitor) {
    LabelTimes times = desk.insights().times();
    LabelTimes.Sum all = times.all();
    ObjectNode reply = Reply.object();
    reply.set("own", sum(times.of(visitor.name())));
    reply.set("all", sum(all));
    ProjectPlan plan = project.plan();
    if (visitor.role() == Role.OWNER && plan.costPerHour() > 0) {
      double spent = all.total() / HOUR * plan.costPerHour();
      ObjectNode cost = reply.putObject("cost").put("currency", plan.currency());
      cost.put("perHour", plan.costPerHour()).put("spent", spent);
      int labelled = desk.progress().counts().labelled();
      if (labelled > 0 && all.labels() > 0) {
        cost.put("perLabel", spent / labelled);
      }
    }
    Reply.json(ctx, 200, reply);
  }

  private static ObjectNode sum(LabelTimes.Sum sum) {
    ObjectNode node = Reply.object().put("labels", sum.labels()).put("seconds", sum.total());
    sum.median().ifPresent(median -> node.put("median", median));
    return node;
  }

  private void review(Context ctx, Visitor visitor) {
    Optional<Review> made = desk.insights().review();
    ObjectNode reply = Reply.object();
    reply.put("ready", made.isPresent()).put("fresh", desk.insights().isReviewFresh());
    made.ifPresent(review -> fill(reply, review));
    Reply.json(ctx, 200, reply);
  }

  private static void fill(ObjectNode reply, Review review) {
    ArrayNode balance = reply.putArray("balance");
    review
        .balance()
        .forEach((name, count) -> balance.addObject().put("class", name).put("count", count));
    ObjectNode agreement = reply.putObject("agreement").put("texts", review.shared());
    if (Double.isFinite(review.alpha())) {
      agreement.put("alpha", review.alpha());
    }
    ObjectNode people = reply.putObject("people");
    review
        .people()
        .forEach(
            (name, one) ->
                people
                    .putObject(name)
                    .put("goldRight", one.right())
                    .put("gold", one.known())
                    .put("agreed", one.agreed())
                    .put("compared", one.compared())
                    .put("competence", one.value()));
    reply.put("suspected", review.suspects().size());
    ArrayNode suspects = reply.putArray("suspects");
    for (Review.Suspect one : review.suspects().stream().limit(MOST).toList()) {
      ObjectNode node = Reply.text(one.instance());
      suspects.add(node);
      node.set("label", one.label());
      node.set("suggested", one.suggested());
      node.put("confidence", one.confidence()).put("open", one.open());
    }
  }

  /** By confidence within a predicted class, from the last review. */
  private void texts(Context ctx, Visitor visitor) {
    String name = Optional.ofNullable(ctx.queryParam("class")).orElse("");
    boolean labelled = !"unlabelled".equals(ctx.queryParam("of"));
    Comparator<Review.Sure> order = Comparator.comparingDouble(Review.Sure::confidence);
    if ("most".equals(ctx.queryParam("order"))) {
      order = order.reversed();
    }
    ObjectNode reply = Reply.object();
    ArrayNode texts = reply.putArray("texts");
    desk.insights().review().stream()
        .flatMap(review -> review.texts().stream())
        .filter(one -> Double.isFinite(one.confidence()) && labelled == one.label().isPresent())
        .filter(one -> name.isEmpty() || one.classes().contains(name))
        .sorted(order)
        .limit(MOST)
        .forEach(one -> texts.add(sure(one)));
    Reply.json(ctx, 200, reply);
  }

  private static ObjectNode sure(Review.Sure one) {
    ObjectNode node = Reply.text(one.instance());
    one.label().ifPresent(label -> node.set("label", label));
    node.set("predicted", one.predicted());
    return node.put("confidence", one.confidence()).put("open", one.open());
  }

  private void addLabel(Context ctx, Visitor visitor) {
    JsonBody body = JsonBody.of(ctx, limits.bodyBytes(), "name", "description");
    project.addLabel(
        new LabelTask.LabelChoice(
            body.text("name").strip(), body.optionalText("description").orElse("").strip()));
    desk.newLabels().countDown();
    Reply.json(ctx, 200, Reply.object().put("status", "recorded"));
  }

  private ObjectNode plan() {
    ProjectPlan plan = project.plan();
    return Reply.object()
        .put("budget", plan.budget())
        .put("costPerHour", plan.costPerHour())
        .put("currency", plan.currency())
        .put("goldEvery", plan.goldEvery());
  }

  private void change(Context ctx, Visitor visitor) {
    JsonBody body = JsonBody.of(ctx, limits.bodyBytes(), "budget", "costPerHour", "currency");
    ProjectPlan plan = project.plan();
    double budget = body.optionalNumber("budget").orElse((double) plan.budget());
    if (budget != Math.rint(budget) || Math.abs(budget) > Integer.MAX_VALUE) {
      throw ApiException.bad("'budget' must be a whole number of labels");
    }
    project.plan(
        plan.with(
            (int) budget,
            body.optionalNumber("costPerHour").orElse(plan.costPerHour()),
            body.optionalText("currency").orElse(plan.currency())));
    Reply.json(ctx, 200, plan());
  }
}
