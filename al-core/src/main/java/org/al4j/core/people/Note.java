package org.al4j.core.people;

import java.util.Objects;

/**
 * Something that the application wants to remember with a run, such as a remark on an instance. It
 * is recorded like a judgement and changes nothing.
 *
 * @param name what kind of note it is, for the application; not ""
 * @param id the instance that it is about, "" where it is about none
 * @param annotator whose note it is, "" where that is not known
 * @param text what is noted
 */
public record Note(String name, String id, String annotator, String text) {
  /** Refuses nulls, and a note without a name. */
  public Note {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(annotator, "annotator");
    Objects.requireNonNull(text, "text");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a note must have a name, found \"\"");
    }
  }
}
