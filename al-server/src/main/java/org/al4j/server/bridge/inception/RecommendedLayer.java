package org.al4j.server.bridge.inception;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.al4j.core.tags.CharSpan;
import org.al4j.server.bridge.BridgeException;
import org.al4j.server.bridge.ToolJson;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.text.AnnotationFS;
import org.jspecify.annotations.Nullable;

/**
 * The layer of a document that INCEpTION asks about, and the feature that holds the label.
 *
 * <p>Source: the messages of INCEpTION's external recommender, version 1. A suggestion has {@code
 * inception_internal_predicted}, its label in the feature, and its score in {@code FEATURE_score}.
 */
final class RecommendedLayer {
  private static final String PREDICTED = "inception_internal_predicted";
  private static final String SEGMENTS = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.";
  private static final String SENTENCE = SEGMENTS + "Sentence";
  private static final String TOKEN = SEGMENTS + "Token";

  private final CAS cas;
  private final Type type;
  private final Feature label;
  private final @Nullable Feature predicted;
  private final @Nullable Feature score;

  private RecommendedLayer(CAS cas, Type type, Feature label) {
    this.cas = cas;
    this.type = type;
    this.label = label;
    this.predicted = type.getFeatureByBaseName(PREDICTED);
    this.score = type.getFeatureByBaseName(label.getShortName() + "_score");
  }

  /**
   * The layer of a document.
   *
   * @param metadata with {@code layer} and {@code feature}
   * @throws BridgeException if the document has no such layer with such a feature
   */
  static RecommendedLayer of(CAS cas, JsonNode metadata) {
    String name = ToolJson.text(metadata, "layer");
    String feature = ToolJson.text(metadata, "feature");
    Type type = cas.getTypeSystem().getType(name);
    Feature label = type == null ? null : type.getFeatureByBaseName(feature);
    if (label == null || !label.getRange().getName().equals(CAS.TYPE_NAME_STRING)) {
      throw BridgeException.bad(
          "the type system has no layer '" + name + "' with a feature '" + feature + "' of text");
    }
    return new RecommendedLayer(cas, type, label);
  }

  /** Whether it is about whole documents: its annotations stand nowhere in the text. */
  boolean isOfDocument() {
    return !cas.getTypeSystem().subsumes(cas.getAnnotationType(), type);
  }

  /** The sentences of a document that are not blank; where it has none, all of it. */
  List<CharSpan> sentences() {
    List<CharSpan> sentences = spans(SENTENCE, 0, cas.getDocumentText().length());
    return sentences.isEmpty() ? document() : sentences;
  }

  /** All of the text; nothing if that is blank. */
  List<CharSpan> document() {
    String text = cas.getDocumentText();
    return text.isBlank() ? List.of() : List.of(new CharSpan("", 0, text.length()));
  }

  /** The tokens of a sentence; none if the document has no tokens. */
  List<CharSpan> tokens(CharSpan sentence) {
    return spans(TOKEN, sentence.start(), sentence.end());
  }

  private List<CharSpan> spans(String name, int from, int to) {
    List<CharSpan> spans = new ArrayList<>();
    Type wanted = cas.getTypeSystem().getType(name);
    if (wanted == null) {
      return spans;
    }
    for (AnnotationFS one : cas.<AnnotationFS>getAnnotationIndex(wanted)) {
      boolean inside = one.getBegin() >= from && one.getEnd() <= to;
      if (inside && !one.getCoveredText().isBlank()) {
        spans.add(new CharSpan("", one.getBegin(), one.getEnd()));
      }
    }
    spans.sort(Comparator.comparingInt(CharSpan::start));
    return spans;
  }

  /** What stands at a place. */
  String text(CharSpan place) {
    return place.of(cas.getDocumentText());
  }

  /** What a person annotated within a place: the label as the type, places in the document. */
  List<CharSpan> gold(CharSpan place) {
    List<CharSpan> gold = new ArrayList<>();
    for (FeatureStructure one : all()) {
      String value = one.getStringValue(label);
      if (value == null || isPredicted(one)) {
        continue;
      }
      if (!(one instanceof AnnotationFS at)) {
        gold.add(new CharSpan(value, place.start(), place.end()));
      } else if (at.getBegin() >= place.start()
          && at.getEnd() <= place.end()
          && at.getBegin() < at.getEnd()) {
        gold.add(new CharSpan(value, at.getBegin(), at.getEnd()));
      }
    }
    return gold;
  }

  private boolean isPredicted(FeatureStructure one) {
    return predicted != null && one.getBooleanValue(predicted);
  }

  private List<FeatureStructure> all() {
    List<FeatureStructure> all = new ArrayList<>();
    cas.getIndexRepository().getAllIndexedFS(type).forEachRemaining(all::add);
    return all;
  }

  /** Takes suggestions of before out. */
  void forget() {
    all().stream().filter(this::isPredicted).forEach(cas::removeFsFromIndexes);
  }

  /**
   * Suggests a label.
   *
   * @param place in the document; not looked at where the layer is about documents
   * @param probability NaN for none
   */
  void suggest(CharSpan place, String name, double probability) {
    FeatureStructure one =
        isOfDocument()
            ? cas.createFS(type)
            : cas.createAnnotation(type, place.start(), place.end());
    one.setStringValue(label, name);
    if (predicted != null) {
      one.setBooleanValue(predicted, true);
    }
    if (score != null && Double.isFinite(probability)) {
      one.setDoubleValue(score, probability);
    }
    cas.addFsToIndexes(one);
  }

  /** Whether suggestions can be told from what people say. */
  boolean canSuggest() {
    return predicted != null && score != null;
  }
}
