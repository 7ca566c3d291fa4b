package org.al4j.models.transformer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.bytedeco.javacpp.Pointer;

/**
 * Whether what is refused leaves something behind: opens every {@link BadCheckpoints bad
 * checkpoint} many times, as a learner and as a model, and fits on weights that are no numbers.
 * Prints what is still open or mapped below the folder, and how resident memory moved. Linux only.
 * Arguments: the folder, and how many times.
 */
final class BadInputLeaks {
  private static final Path PROCESS = Path.of("/proc/self");

  private BadInputLeaks() {}

  public static void main(String[] arguments) throws IOException {
    Path parent = Path.of(arguments[0]).toRealPath();
    int times = Integer.parseInt(arguments[1]);
    List<Path> bad = new ArrayList<>();
    for (BadCheckpoints kind : BadCheckpoints.values()) {
      bad.add(kind.make(parent));
    }
    Path notFinite = parent.resolve(BadCheckpoints.NOT_FINITE.name());
    double early = 0;
    for (int i = 0; i < times; i++) {
      for (Path dir : bad) {
        if (!dir.equals(notFinite)) {
          refused(() -> TransformerLearner.create(dir).close());
        }
        refused(() -> TransformerClassifier.load(dir).close());
      }
      if (i % 10 == 0) {
        failedFit(notFinite);
      }
      if (i == times / 4) {
        early = resident();
      }
    }
    long open = below(parent, descriptors()); // before a collection, which would close them too
    double late = resident();
    System.out.printf(
        Locale.ROOT,
        "descriptors %d, mappings %d, resident %.1f MB early, %.1f MB at the end (%+.1f)%n",
        open,
        below(parent, Files.readAllLines(PROCESS.resolve("maps"))),
        early,
        late,
        late - early);
  }

  private static void failedFit(Path dir) {
    Recipe recipe = Recipe.plasm().withMinimumUpdates(2).withEpochs(1);
    Labelled<ClassLabel> one = new Labelled<>(Instance.ofText("1", "cat"), new ClassLabel("a"));
    try (TransformerLearner learner = TransformerLearner.create(dir, recipe)) {
      refused(() -> learner.fit(List.of(one), FitContext.of(LabelSpace.of("a", "b"), 1)).close());
    }
  }

  private static void refused(Runnable work) {
    try {
      work.run();
    } catch (InvalidInputException e) {
      if (e.getMessage().lines().count() != 1) {
        throw new IllegalStateException("not one line: " + e.getMessage());
      }
      return;
    }
    throw new IllegalStateException("not refused");
  }

  private static List<String> descriptors() throws IOException {
    List<String> targets = new ArrayList<>();
    try (Stream<Path> links = Files.list(PROCESS.resolve("fd"))) {
      for (Path link : links.toList()) {
        if (Files.exists(link)) { // that of the listing itself is gone
          targets.add(Files.readSymbolicLink(link).toString());
        }
      }
    }
    return targets;
  }

  private static long below(Path parent, List<String> lines) {
    return lines.stream().filter(line -> line.contains(parent.toString())).count();
  }

  /** After collections, and the time that buffers take to be unmapped by their cleaner. */
  private static double resident() {
    for (int i = 0; i < 3; i++) {
      System.gc();
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return Pointer.physicalBytes() / 1e6;
  }
}
