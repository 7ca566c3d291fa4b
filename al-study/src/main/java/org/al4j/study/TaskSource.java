package org.al4j.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Where the texts come from.
 *
 * @param path train part, absolute
 * @param test test part, absolute; null to split one off
 * @param pool how many texts of the train part to take, at random; null: all
 * @param testShare share of the texts split off where there is no test part, in (0, 1)
 * @param textColumn column or field of the text, for CSV and JSONL
 * @param labelColumn column or field of the label
 * @param idColumn column or field of the id; null: a hash of the text
 * @param reading how the files are read; null in a study older than this, for the default
 * @param labels what the labels are; null for one class a text
 */
public record TaskSource(
    String path,
    @Nullable String test,
    @Nullable Integer pool,
    double testShare,
    String textColumn,
    String labelColumn,
    @Nullable String idColumn,
    @Nullable Reading reading,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LabelReading labels) {
  /** Refuses empty paths, which would mean the folder that the program is started in. */
  public TaskSource {
    requirePath("path", path);
    requirePath("test", test);
    labels = LabelReading.CLASS.equals(labels) ? null : labels;
  }

  /** With one class a text. */
  public TaskSource(
      String path,
      @Nullable String test,
      @Nullable Integer pool,
      double testShare,
      String textColumn,
      String labelColumn,
      @Nullable String idColumn,
      @Nullable Reading reading) {
    this(path, test, pool, testShare, textColumn, labelColumn, idColumn, reading, null);
  }

  /** What the labels are; one class a text unless it is said. */
  public LabelReading labelReading() {
    return labels == null ? LabelReading.CLASS : labels;
  }

  private static void requirePath(String key, @Nullable String path) {
    if (path != null && path.isBlank()) {
      throw new InvalidInputException(
          "'data." + key + "' must name a file or a folder, found '" + path + "'");
    }
  }
}
