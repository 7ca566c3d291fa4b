package org.al4j.strategies.internal;

import org.al4j.core.settings.ClassNames;

/** What things call themselves in a run's record. */
public final class Names {
  private Names() {}

  /** A record names itself and its settings; of other classes the name is all there is. */
  public static String of(Object thing) {
    Class<?> type = thing.getClass();
    return type.isRecord() ? thing.toString() : ClassNames.of(type);
  }
}
