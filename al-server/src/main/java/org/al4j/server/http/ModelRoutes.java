package org.al4j.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.al4j.core.people.ModelAgreement;
import org.al4j.server.access.Role;
import org.al4j.server.access.Visitor;
import org.al4j.server.desk.LabelDesk;
import org.al4j.server.desk.ModelReport;

/** What the owner sees of a language model that annotates. */
record ModelRoutes(LabelDesk<?> desk) {
  List<Route> routes() {
    return List.of(Route.get("/model", Role.OWNER, this::model));
  }

  private void model(Context ctx, Visitor visitor) {
    Optional<ModelReport> report = desk.models().report();
    ObjectNode reply = Reply.object().put("annotates", report.isPresent());
    report.ifPresent(one -> describe(one, reply));
    Reply.json(ctx, 200, reply);
  }

  private static void describe(ModelReport report, ObjectNode reply) {
    reply.put("annotator", report.annotator()).put("state", report.state());
    if (!report.reason().isEmpty()) {
      reply.put("reason", report.reason());
    }
    reply.put("labelled", report.counts().labelled()).put("left", report.counts().left());
    reply.put("unfit", report.counts().unfit()).put("dropped", report.counts().dropped());
    ModelAgreement agreement = report.standing().agreement();
    reply.put("believed", report.standing().believed()).put("voice", report.standing().voice());
    ObjectNode measured = reply.putObject("agreement");
    measured.put("agreed", agreement.agreed()).put("compared", agreement.compared());
    measured.put("lower", agreement.lower()).put("upper", agreement.upper());
    ObjectNode trust = reply.putObject("trust");
    trust.put("check", report.standing().trust().check());
    trust.put("least", report.standing().trust().least());
    trust.put("floor", report.standing().trust().floor());
    ObjectNode cost = reply.putObject("cost");
    cost.put("promptTokens", report.cost().promptTokens());
    cost.put("answerTokens", report.cost().answerTokens());
    cost.put("tokenLimit", report.cost().tokenLimit());
    cost.put("money", report.cost().money());
    report.cost().moneyLimit().ifPresent(most -> cost.put("moneyLimit", most));
  }
}
