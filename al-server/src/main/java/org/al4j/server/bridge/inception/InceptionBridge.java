package org.al4j.server.bridge.inception;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.al4j.core.data.Instance;
import org.al4j.core.tags.CharSpan;
import org.al4j.server.bridge.Bridge;
import org.al4j.server.bridge.BridgeException;
import org.al4j.server.bridge.ToolAnswer;
import org.al4j.server.bridge.ToolJson;
import org.al4j.server.bridge.ToolLabels;
import org.al4j.server.desk.ToolDesk;
import org.al4j.server.desk.ToolPrediction;
import org.al4j.server.desk.ToolPrediction.Scored;
import org.apache.uima.cas.CAS;
import org.apache.uima.resource.metadata.TypeSystemDescription;

/**
 * INCEpTION's external recommender: it suggests labels of a layer, at least two a place, since
 * INCEpTION goes by the difference of the best two, and records what people annotated. A project of
 * spans goes with a layer of tokens or characters; one of classes with a layer of sentences, or of
 * documents.
 *
 * <p>Source: INCEpTION's external recommender API, version 1: {@code /predict} and {@code /train}.
 */
public final class InceptionBridge implements Bridge {
  private static final int ALTERNATIVES = 3;

  private final ToolDesk<?> desk;
  private final SentenceLabels labels;

  /** The bridge of a project. */
  public InceptionBridge(ToolDesk<?> desk) {
    this.desk = desk;
    this.labels = new SentenceLabels(desk);
  }

  @Override
  public String tool() {
    return "inception";
  }

  @Override
  public List<Call> calls() {
    return List.of(
        new Call("POST", "/predict", this::predict), new Call("POST", "/train", this::train));
  }

  private ToolAnswer predict(String body) {
    ObjectNode request = ToolJson.object(body);
    requireTags(request.path("tagsets"), request.path("metadata"));
    TypeSystemDescription types = CasDocument.types(ToolJson.text(request, "typeSystem"));
    CAS cas = CasDocument.read(ToolJson.text(request.path("document"), "xmi"), types);
    RecommendedLayer layer = RecommendedLayer.of(cas, request.path("metadata"));
    if (!layer.canSuggest()) {
      throw BridgeException.bad(
          "the layer's type must have inception_internal_predicted and FEATURE_score, as INCEpTION"
              + " sends it");
    }
    requireFitting(layer, request.path("metadata"));
    layer.forget();
    if (desk.isTrained()) {
      suggest(layer);
    }
    return ToolAnswer.json(200, ToolJson.object().put("document", CasDocument.write(cas)));
  }

  private void suggest(RecommendedLayer layer) {
    List<CharSpan> places = layer.isOfDocument() ? layer.document() : layer.sentences();
    List<Instance> texts = new ArrayList<>();
    for (CharSpan place : places) {
      List<String> words = layer.tokens(place).stream().map(layer::text).toList();
      boolean tokens = ToolLabels.isSpans(desk.labelling().task());
      texts.add(
          new Instance(
              "sentence " + texts.size(), layer.text(place), tokens ? words : List.of(), Map.of()));
    }
    List<ToolPrediction> said = desk.predict(texts);
    for (int i = 0; i < places.size(); i++) {
      suggest(layer, places.get(i), said.get(i));
    }
  }

  private static void suggest(RecommendedLayer layer, CharSpan place, ToolPrediction said) {
    int most = Math.max(ALTERNATIVES, said.chosen().size());
    for (Scored one : said.classes().subList(0, Math.min(most, said.classes().size()))) {
      layer.suggest(place, one.label(), one.probability());
    }
    if (said.classes().isEmpty()) { // a model without probabilities
      said.chosen().forEach(name -> layer.suggest(place, name, Double.NaN));
    }
    for (ToolPrediction.ScoredSpan span : said.spans()) {
      CharSpan at =
          new CharSpan("", place.start() + span.span().start(), place.start() + span.span().end());
      int others = Math.min(ALTERNATIVES, span.types().size());
      for (Scored one : span.types().subList(0, others)) {
        layer.suggest(at, one.label(), one.probability());
      }
    }
  }

  private ToolAnswer train(String body) {
    ObjectNode request = ToolJson.object(body);
    JsonNode metadata = request.path("metadata");
    TypeSystemDescription types = CasDocument.types(ToolJson.text(request, "typeSystem"));
    for (JsonNode document : ToolJson.array(request, "documents")) {
      CAS cas = CasDocument.read(ToolJson.text(document, "xmi"), types);
      RecommendedLayer layer = RecommendedLayer.of(cas, metadata);
      requireFitting(layer, metadata);
      labels.record(
          layer,
          ToolJson.person(ToolJson.text(document, "userId")),
          metadata.path("projectId").asText("") + "." + document.path("documentId").asText(""));
    }
    return ToolAnswer.nothing(204);
  }

  /** Spans go with places within sentences, classes with whole sentences and documents. */
  private void requireFitting(RecommendedLayer layer, JsonNode metadata) {
    boolean spans = ToolLabels.isSpans(desk.labelling().task());
    boolean whole =
        layer.isOfDocument() || metadata.path("anchoringMode").asText().equals("sentences");
    if (spans == whole) {
      throw new BridgeException(
          422,
          "layer",
          spans
              ? "the project labels spans: use a layer of tokens or characters"
              : "the project labels classes: use a layer of sentences, or of documents");
    }
  }

  /** A tag of ours that INCEpTION has not would be refused there at each suggestion. */
  private void requireTags(JsonNode tagsets, JsonNode metadata) {
    for (JsonNode tagset : tagsets) {
      for (JsonNode target : tagset.path("targets")) {
        List<String> tags = new ArrayList<>();
        tagset.path("tags").forEach(tag -> tags.add(tag.path("tag").asText()));
        boolean ours =
            target.path("type").asText().equals(metadata.path("layer").asText())
                && target.path("feature").asText().equals(metadata.path("feature").asText());
        if (ours && !tags.containsAll(desk.labelling().names())) {
          throw new BridgeException(
              422,
              "tagset",
              "the tagset must have the project's labels " + desk.labelling().names());
        }
      }
    }
  }
}
