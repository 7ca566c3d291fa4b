package org.al4j.models.internal.scoring;

import org.al4j.core.settings.Settings;
import org.al4j.models.scoring.BackendScope;
import org.al4j.models.scoring.BackendScored;
import org.al4j.models.scoring.ScoringBackend;
import org.jspecify.annotations.Nullable;

/** What the models of a learner are to be scored by. */
public final class ChosenBackend {
  private volatile @Nullable Chosen chosen;

  private record Chosen(ScoringBackend backend, BackendScope scope) {}

  /** By this one from now on. */
  public void choose(ScoringBackend backend, BackendScope scope) {
    chosen = new Chosen(backend, scope);
  }

  /** The settings with the backend's, which changes numbers; without one as they are. */
  public Settings in(Settings settings) {
    Chosen now = chosen;
    return now == null ? settings : settings.with("scoring", now.backend.describe());
  }

  /** A model that was made, to be scored so. */
  public <M extends BackendScored> M of(M model) {
    Chosen now = chosen;
    if (now != null) {
      model.scoreWith(now.backend, now.scope);
    }
    return model;
  }
}
