package org.al4j.core.settings;

import java.util.Map;

/**
 * A part of a run that has settings: a strategy, a learner, an evaluator. A run is resumed only
 * with parts of equal {@link #settings}; {@link #describe} is for people, and free to change.
 */
public interface Configured {
  /** One line for people: logs, tables, messages. The class's name by default. */
  default String describe() {
    return ClassNames.of(getClass());
  }

  /**
   * Settings by name, equal for equally set parts and for those only. Names do not change from
   * version to version, and what has its default is left out where a default came in later, since a
   * run recorded before must find equal settings. {@link Settings} makes such maps.
   *
   * <p>By default those of a record are its components, and a class without fields has its name
   * alone. Of other classes nothing is known: the map is empty, and their {@link #describe} stands
   * for them in a run that is kept, if they override it; one that overrides neither is refused.
   *
   * @throws org.al4j.core.InvalidInputException if a record has a component of which nothing is
   *     known, such as a function, and overrides neither this nor {@link #describe}
   */
  default Map<String, String> settings() {
    return Settings.byDefault(this);
  }
}
