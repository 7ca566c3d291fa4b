package org.al4j.dl4j;

import java.util.Map;

/** Where a learner has its configuration from. */
interface NetworkSource {
  /** The configuration for so many outputs; one that is given is what it is. */
  NetworkPlan plan(int outputs);

  /** Whether it gives as many outputs as it is asked for. */
  boolean fits();

  /** What tells it from another one. */
  Map<String, String> settings();

  /** A few words. */
  String describe();

  static NetworkSource given(NetworkPlan plan) {
    return new NetworkSource() {
      @Override
      public NetworkPlan plan(int outputs) {
        return plan;
      }

      @Override
      public boolean fits() {
        return false;
      }

      @Override
      public Map<String, String> settings() {
        return Map.of("configuration.sha256", plan.sha256());
      }

      @Override
      public String describe() {
        return plan.graph() ? "a graph" : "a network";
      }
    };
  }
}
