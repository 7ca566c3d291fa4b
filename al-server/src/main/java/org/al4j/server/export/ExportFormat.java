package org.al4j.server.export;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;

/** In which form labels go out. Which tool counts characters how is said with each. */
public enum ExportFormat {
  /** A row a label, for spreadsheets. */
  CSV("csv", "text/csv; charset=utf-8"),

  /** An object a label, with who said it, when and how fast; spans in code points. */
  JSONL("jsonl", ExportFormat.LINES),

  /** Words and tags in two columns, IOB2. */
  CONLL("conll", ExportFormat.TEXT),

  /** doccano's JSON lines; spans in code points. */
  DOCCANO("jsonl", ExportFormat.LINES),

  /** Tasks of Label Studio with an annotation each; spans in UTF-16 units. */
  LABELSTUDIO("json", "application/json"),

  /** Prodigy's JSON lines, accepted; spans in code points. */
  PRODIGY("jsonl", ExportFormat.LINES),

  /** brat's standoff: a folder with a text and its spans in code points for each; zipped. */
  BRAT("zip", "application/zip"),

  /** What {@code Doc.to_json} of spaCy gives, a line each; spans in code points. */
  SPACY_JSONL("jsonl", ExportFormat.LINES);

  private static final String LINES = "application/x-ndjson";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final Set<ExportFormat> OF_JUDGEMENTS = EnumSet.of(CSV, JSONL);
  private static final Set<ExportFormat> NOT_OF_CLASSES = EnumSet.of(CONLL, BRAT);
  private static final Set<ExportFormat> NOT_OF_SPANS = EnumSet.of(CSV);

  private final String extension;
  private final String contentType;

  ExportFormat(String extension, String contentType) {
    this.extension = extension;
    this.contentType = contentType;
  }

  /**
   * The format of a name.
   *
   * @throws InvalidInputException if there is none
   */
  public static ExportFormat named(String name) {
    return Arrays.stream(values())
        .filter(format -> format.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                InvalidInputException.ofSettings(
                    "{format} must be %s, found '%s'",
                    list(EnumSet.allOf(ExportFormat.class)), name));
  }

  /** Its name, such as {@code spacy-jsonl}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How a file of it ends, without the dot. */
  public String extension() {
    return extension;
  }

  /** A file's media type. */
  public String contentType() {
    return contentType;
  }

  /** Why it has no place for each person's own word; empty if it has. */
  public Optional<String> refusalOfJudgements() {
    return OF_JUDGEMENTS.contains(this)
        ? Optional.empty()
        : refusal("judgements, one of each person", OF_JUDGEMENTS);
  }

  /** Why it has no place for a class, or several, of a whole text; empty if it has. */
  public Optional<String> refusalOfClasses() {
    return NOT_OF_CLASSES.contains(this)
        ? refusal("classes of texts", EnumSet.complementOf(EnumSet.copyOf(NOT_OF_CLASSES)))
        : Optional.empty();
  }

  /** Why it has no place for parts of texts; empty if it has. */
  public Optional<String> refusalOfSpans() {
    return NOT_OF_SPANS.contains(this)
        ? refusal("spans", EnumSet.complementOf(EnumSet.copyOf(NOT_OF_SPANS)))
        : Optional.empty();
  }

  private Optional<String> refusal(String what, Set<ExportFormat> others) {
    return Optional.of(label() + " has no place for " + what + "; these have: " + list(others));
  }

  private static String list(Set<ExportFormat> formats) {
    return formats.stream().map(ExportFormat::label).collect(Collectors.joining(", "));
  }
}
