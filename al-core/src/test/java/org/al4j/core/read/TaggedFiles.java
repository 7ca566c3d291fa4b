package org.al4j.core.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.tags.TagForm;

/** Reads small tagged files and shows what was read of them. */
final class TaggedFiles {
  private TaggedFiles() {}

  static Splits<TagSequence> open(Path path, TagForm form) {
    return Datasets.open(
        path, Optional.empty(), ReadOptions.DEFAULT.withTags(form), LabelFormat.tags());
  }

  static Dataset<TagSequence> read(Path file) {
    return open(file, TagForm.DEFAULT).train();
  }

  /** {@code word/TAG word/TAG} of each sentence, sorted. */
  static List<String> items(Dataset<TagSequence> data) {
    return data.items().stream().map(TaggedFiles::line).sorted().toList();
  }

  private static String line(Labelled<TagSequence> item) {
    List<String> words = item.instance().words();
    List<String> tags = item.annotation().tags();
    return String.join(
        " ",
        IntStream.range(0, words.size()).mapToObj(i -> words.get(i) + "/" + tags.get(i)).toList());
  }

  /** A refusal in one line that has the place and says some more. */
  static void refused(Path file, TagForm form, long line, String... says) {
    String message = assertThrows(InvalidInputException.class, () -> open(file, form)).getMessage();
    assertTrue(message.contains(file.getFileName() + ":" + line + ": "), message);
    for (String part : says) {
      assertTrue(message.contains(part), message + " does not say: " + part);
    }
    assertEquals(1, message.lines().count(), message);
  }
}
