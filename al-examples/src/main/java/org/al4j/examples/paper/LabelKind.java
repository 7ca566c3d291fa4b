package org.al4j.examples.paper;

import org.al4j.core.InvalidInputException;
import picocli.CommandLine.Option;

/** Whether a text has one class or each of its words a tag. */
final class LabelKind {
  @Option(
      names = "--labels",
      paramLabel = "KIND",
      defaultValue = "class",
      description = "class, one a text, or tags, one a word (default: ${DEFAULT-VALUE}).")
  private String labels = "class";

  boolean tags() {
    return switch (labels) {
      case "class" -> false;
      case "tags" -> true;
      default ->
          throw new InvalidInputException("--labels must be class or tags, found '" + labels + "'");
    };
  }
}
