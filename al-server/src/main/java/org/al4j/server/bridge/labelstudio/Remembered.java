package org.al4j.server.bridge.labelstudio;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.al4j.core.people.Note;
import org.al4j.server.desk.ToolDesk;

/**
 * Which annotations were recorded, from the keys in the run's log: {@code
 * label-studio:ANNOTATION:UPDATED:DIGEST}. A deletion names the annotation only, and a person may
 * have several of one task, of which the last counts.
 */
final class Remembered {
  static final String PREFIX = "label-studio:";
  private static final Pattern KEY = Pattern.compile(PREFIX + "([0-9A-Za-z-]+):([^/]+)/.*");

  /**
   * An annotation that was recorded.
   *
   * @param who said it
   * @param text id of the project's text
   * @param updated when it was changed last
   */
  record Known(String who, String text, Instant updated) {}

  private final Map<String, Known> known = new HashMap<>(); // by annotation
  private final Map<String, String> last = new HashMap<>(); // annotation by person and text

  Remembered(ToolDesk<?> desk) {
    for (Note note : desk.keys()) {
      // keys of the page are made by whoever sends them: only our own are looked at
      Matcher key = KEY.matcher(note.text());
      if (note.annotator().startsWith(PREFIX) && key.matches()) {
        Instant updated = ToolAnnotation.instant(key.group(2));
        remember(key.group(1), new Known(note.annotator(), note.id(), updated));
      }
    }
  }

  /** The key of an annotation as it stands. */
  static String key(ToolAnnotation annotation) {
    return PREFIX + annotation.id() + ":" + annotation.updated() + "/" + annotation.digest();
  }

  void remember(String annotation, Known now) {
    known.put(annotation, now);
    last.put(slot(now), annotation);
  }

  Optional<Known> of(String annotation) {
    return Optional.ofNullable(known.get(annotation));
  }

  /** Whether it is what its author said last of its text. */
  boolean isLast(String annotation) {
    Known one = known.get(annotation);
    return one != null && annotation.equals(last.get(slot(one)));
  }

  private static String slot(Known one) {
    return one.text() + "\n" + one.who();
  }
}
