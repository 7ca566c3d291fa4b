package org.al4j.models.internal.crf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** A case of {@code crf.json}, its masked words left out. */
record CrfCase(JsonNode json) {
  int tags() {
    return json.get("tags").size();
  }

  List<String> names() {
    return StreamSupport.stream(json.get("tags").spliterator(), false)
        .map(JsonNode::textValue)
        .toList();
  }

  CrfWeights weights() {
    float[] transitions = new float[tags() * tags()];
    for (int i = 0; i < transitions.length; i++) {
      transitions[i] =
          (float) json.get("transitions").get(i / tags()).get(i % tags()).doubleValue();
    }
    return new CrfWeights(floats(json.get("start")), transitions, floats(json.get("end")));
  }

  Emissions emissions() {
    Chains chains = chains();
    float[] scores = new float[chains.words() * tags()];
    int at = 0;
    for (int s = 0; s < chains.count(); s++) {
      for (int word = 0; word < chains.length(s); word++) {
        for (JsonNode score : json.get("emissions").get(s).get(word)) {
          scores[at++] = (float) score.doubleValue();
        }
      }
    }
    return new Emissions(scores, chains);
  }

  Chains chains() {
    int[] lengths = new int[json.get("sequences").size()];
    for (int s = 0; s < lengths.length; s++) {
      lengths[s] = sequence(s).get("length").intValue();
    }
    return Chains.ofLengths(lengths);
  }

  int[] gold() {
    Chains chains = chains();
    int[] gold = new int[chains.words()];
    for (int s = 0; s < chains.count(); s++) {
      for (int word = 0; word < chains.length(s); word++) {
        gold[chains.first(s) + word] = json.get("gold").get(s).get(word).intValue();
      }
    }
    return gold;
  }

  JsonNode sequence(int s) {
    return json.get("sequences").get(s);
  }

  @Override
  public String toString() {
    return json.get("name").textValue();
  }

  private static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) array.get(i).doubleValue();
    }
    return values;
  }
}
