package org.al4j.cli;

import java.util.Locale;
import java.util.Map;

/** How the command line calls what Java calls otherwise. */
final class OptionNames {
  private static final Map<String, String> OTHERS =
      Map.of(
          "strategies", "--strategy",
          "dir", "--out",
          "kind", "--labels",
          "separator", "--label-separator",
          "columns", "--label-columns",
          "empty", "--empty-label");

  private OptionNames() {}

  /** The option that gives a setting: {@code --test-share} for {@code testShare}. */
  static String of(String setting) {
    String option = "--" + setting.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    return OTHERS.getOrDefault(setting, option);
  }
}
