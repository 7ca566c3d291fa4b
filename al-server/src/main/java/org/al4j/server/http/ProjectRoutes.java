package org.al4j.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.al4j.core.data.Instance;
import org.al4j.core.io.Sha256;
import org.al4j.server.access.Role;
import org.al4j.server.access.Visitor;
import org.al4j.server.desk.DeskProgress;
import org.al4j.server.desk.Export;
import org.al4j.server.desk.LabelDesk;
import org.al4j.server.project.ProjectFolder;

/** What is asked about the project as a whole. */
final class ProjectRoutes {
  private static final int ID_DIGITS = 16;

  private final ProjectFolder project;
  private final LabelDesk<?> desk;
  private final ServerLimits limits;

  ProjectRoutes(ProjectFolder project, LabelDesk<?> desk, ServerLimits limits) {
    this.project = project;
    this.desk = desk;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/project", Role.ANNOTATOR, this::about),
        Route.get("/progress", Role.ANNOTATOR, this::progress),
        Route.post("/texts", Role.OWNER, this::add),
        Route.post("/predict", Role.OWNER, this::predict),
        Route.get("/export", Role.OWNER, this::export),
        Route.get("/flags", Role.OWNER, this::flags),
        Route.get("/disputed", Role.OWNER, this::disputed));
  }

  private void about(Context ctx, Visitor visitor) {
    ObjectNode reply = Reply.object();
    reply.put("id", project.id()).put("name", project.name());
    reply.put("task", project.settings().labelling().task());
    ArrayNode labels = reply.putArray("labels");
    project
        .settings()
        .labelling()
        .labels()
        .forEach(
            label ->
                labels
                    .addObject()
                    .put("name", label.name())
                    .put("description", label.description()));
    String guidelines = project.guidelines();
    reply.put("guidelines", guidelines);
    reply.set("guidelinesParts", Guidelines.parts(guidelines));
    reply.put("overlap", project.settings().sharing().wanted());
    if (visitor.role() == Role.OWNER) {
      reply.put("model", project.settings().choosing().model());
      reply.put("strategy", project.settings().choosing().strategy());
      reply.put("ahead", project.settings().choosing().ahead());
      reply.put("adjudication", project.settings().sharing().adjudication());
    }
    Reply.json(ctx, 200, reply);
  }

  private void progress(Context ctx, Visitor visitor) {
    Reply.json(ctx, 200, progress(desk.progress(), visitor));
  }

  /** What a person may know, and hears of as it changes. */
  static ObjectNode progress(DeskProgress progress, Visitor visitor) {
    ObjectNode reply = counts(progress, visitor.name());
    progress.stopReason().ifPresent(why -> reply.put("stopped", why));
    if (visitor.role() == Role.OWNER) {
      ObjectNode people = reply.putObject("people");
      progress.judgements().forEach(people::put);
      progress.failure().ifPresent(why -> reply.put("failure", why));
    }
    return reply;
  }

  private static ObjectNode counts(DeskProgress progress, String name) {
    return Reply.object()
        .put("labelled", progress.counts().labelled())
        .put("unlabelled", progress.counts().unlabelled())
        .put("skipped", progress.counts().skipped())
        .put("disputed", progress.counts().disputed())
        .put("round", progress.round())
        .put("training", progress.training())
        .put("sinceTraining", progress.sinceTraining())
        .put("batch", progress.batch())
        .put("mine", progress.judgements().getOrDefault(name, 0))
        .put("budget", progress.beside().budget())
        .put("labels", progress.beside().labels())
        .put("measured", progress.beside().measured());
  }

  private void add(Context ctx, Visitor visitor) {
    List<Instance> texts = texts(JsonBody.of(ctx, limits.textsBytes(), "texts"));
    Reply.json(ctx, 200, Reply.object().put("added", desk.add(texts)));
  }

  private void predict(Context ctx, Visitor visitor) {
    List<Instance> texts = texts(JsonBody.of(ctx, limits.textsBytes(), "texts"));
    ObjectNode reply = Reply.object();
    ArrayNode predictions = reply.putArray("predictions");
    try {
      desk.predict(texts).forEach(said -> predictions.add(LabelRoutes.suggestion(said)));
    } catch (IllegalStateException e) {
      throw new ApiException(409, "no-model", String.valueOf(e.getMessage()));
    }
    Reply.json(ctx, 200, reply);
  }

  /** Texts alone, or objects with a text and an id; without an id it is a hash of the text. */
  private static List<Instance> texts(JsonBody body) {
    List<Instance> texts = new ArrayList<>();
    for (JsonNode one : body.array("texts")) {
      JsonNode text = one.isTextual() ? one : one.path("text");
      if (!text.isTextual()) {
        throw ApiException.bad("each of 'texts' must be a text, or have a 'text'");
      }
      JsonNode id = one.path("id");
      if (!id.isMissingNode() && (!id.isTextual() || id.textValue().isEmpty())) {
        throw ApiException.bad("an 'id' must be a text that is not empty");
      }
      texts.add(
          Instance.ofText(
              id.isMissingNode() ? hash(text.textValue()) : id.textValue(), text.textValue()));
    }
    return texts;
  }

  private static String hash(String text) {
    return new Sha256().add(text).hex().substring(0, ID_DIGITS);
  }

  private void export(Context ctx, Visitor visitor) throws IOException {
    String format = Optional.ofNullable(ctx.queryParam("format")).orElse(Export.usual(project));
    String what = Optional.ofNullable(ctx.queryParam("what")).orElse("labels");
    Export export = Export.of(what, format);
    Path file = Files.createTempFile("al4j-export-", ".part");
    try {
      export.writeFile(project, file);
      ctx.status(200).contentType(export.contentType());
      ctx.header("Content-Disposition", "attachment; filename=\"" + export.fileName() + "\"");
      Files.copy(file, ctx.res().getOutputStream());
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private void flags(Context ctx, Visitor visitor) {
    ObjectNode reply = Reply.object();
    ArrayNode flags = reply.putArray("flags");
    desk.flags()
        .forEach(
            flag ->
                flags
                    .addObject()
                    .put("id", flag.id())
                    .put("by", flag.annotator())
                    .put("note", flag.text()));
    Reply.json(ctx, 200, reply);
  }

  private void disputed(Context ctx, Visitor visitor) {
    ObjectNode reply = Reply.object();
    ArrayNode texts = reply.putArray("texts");
    desk.disputed()
        .forEach(
            (text, said) -> {
              ObjectNode node = Reply.text(text);
              texts.add(node);
              ObjectNode judgements = node.putObject("judgements");
              said.forEach(judgements::set);
            });
    Reply.json(ctx, 200, reply);
  }
}
