package org.al4j.examples.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.DataHash;
import org.al4j.core.data.Instance;
import org.al4j.core.io.AtomicFile;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.distil.Distillation;
import org.al4j.models.distil.DistillationSettings;
import org.al4j.models.distil.DistillationWatcher;

/** A student that is taught once for a folder, and never taken for another. */
final class TaughtOnce {
  private TaughtOnce() {}

  /**
   * Teaches a student where there is none.
   *
   * @param teacher a checkpoint's folder
   * @param texts what it is taught on
   * @param out the student's folder; how it was taught is beside it
   * @throws InvalidInputException if it has a student that was taught otherwise
   */
  static void student(Path teacher, DistillationSettings settings, List<Instance> texts, Path out) {
    Path beside = out.resolveSibling(out.getFileName() + ".taught");
    String how = settings + "\n" + sha256(teacher) + "\n" + DataHash.of(texts, List.of()) + "\n";
    try {
      if (Files.isDirectory(out)) { // as a whole or not at all
        if (!Files.exists(beside) || !Files.readString(beside).equals(how)) {
          throw new InvalidInputException(
              out + " has a student of another teacher, or taught otherwise; take another folder");
        }
        return;
      }
      Files.createDirectories(beside.toAbsolutePath().getParent());
      AtomicFile.write(beside, how.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    new Distillation(teacher, settings)
        .run(texts.stream().map(Instance::text).toList(), out, true, new DistillationWatcher() {});
  }

  private static String sha256(Path teacher) {
    try (Checkpoint checkpoint = Checkpoint.open(teacher)) {
      return checkpoint.sha256();
    }
  }
}
