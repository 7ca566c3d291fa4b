package org.al4j.models.scoring;

import java.util.NavigableMap;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.model.Learner;

/** Backends by name. */
public final class ScoringBackends {
  /** The name of what needs no backend. */
  public static final String ENGINE = "engine";

  private ScoringBackends() {}

  /** What is on the class path, by name. */
  public static NavigableMap<String, ScoringBackendProvider> providers() {
    NavigableMap<String, ScoringBackendProvider> all = new TreeMap<>();
    ServiceLoader.load(ScoringBackendProvider.class).forEach(one -> all.put(one.name(), one));
    return all;
  }

  /**
   * A backend by its name.
   *
   * @throws InvalidInputException if there is none of that name, or it cannot work here
   */
  public static ScoringBackend named(String name) {
    NavigableMap<String, ScoringBackendProvider> all = providers();
    ScoringBackendProvider provider = all.get(name);
    if (provider == null) {
      throw new InvalidInputException(
          "no scoring backend is called '"
              + name
              + "'; there are "
              + ENGINE
              + " and "
              + all.keySet()
              + "; onnx, onnx-int8 and onnx-int7 are in al-onnx");
    }
    return provider.create();
  }

  /**
   * Lets a backend score what a learner makes, or a model.
   *
   * @param scored a learner or a model
   * @param name {@link #ENGINE} changes nothing
   * @param scope what of its models
   * @throws InvalidInputException if it has no part that a backend can compute
   */
  public static void use(Object scored, String name, BackendScope scope) {
    if (name.equals(ENGINE)) {
      return;
    }
    ScoringBackend backend = named(name);
    if (!(scored instanceof BackendScored one)) {
      throw new InvalidInputException(
          name
              + " scores transformers and their taggers, found "
              + scored.getClass().getSimpleName()
              + "; leave it to the engine");
    }
    one.scoreWith(backend, scope);
  }

  /**
   * A learner whose models' {@code forward} a backend computes; closed if that fails.
   *
   * @throws InvalidInputException as {@link #use}
   */
  public static <L extends Learner<?, ?>> L scored(L learner, String name) {
    try {
      use(learner, name, BackendScope.FORWARD);
    } catch (InvalidInputException e) {
      learner.close();
      throw e;
    }
    return learner;
  }
}
