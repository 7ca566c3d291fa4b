package org.al4j.core.read;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;

/** Writes small made-up data files and shows what was read of them. */
final class DataFiles {
  private DataFiles() {}

  static Path write(Path folder, String name, String content) {
    return write(folder, name, content, StandardCharsets.UTF_8);
  }

  static Path write(Path folder, String name, String content, Charset charset) {
    return write(folder, name, content.getBytes(charset));
  }

  static Path write(Path folder, String name, byte[] bytes) {
    Path file = folder.resolve(name);
    try (OutputStream out =
        name.toLowerCase(Locale.ROOT).endsWith(".gz")
            ? new GZIPOutputStream(Files.newOutputStream(file))
            : Files.newOutputStream(file)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** {@code label|text} of each item, sorted. */
  static List<String> items(Dataset<ClassLabel> dataset) {
    return dataset.items().stream()
        .map(item -> item.annotation().name() + "|" + item.instance().text())
        .sorted()
        .toList();
  }

  static Dataset<ClassLabel> read(Path file) {
    return Datasets.read(file, ReadOptions.DEFAULT);
  }

  static List<String> sorted(String... values) {
    return Arrays.stream(values).sorted().toList();
  }

  /** The folder of real data sets, where there is one. */
  static Optional<Path> realData() {
    return Stream.of(System.getProperty("al4j.shared", "../shared"), "../../shared")
        .map(shared -> Path.of(shared, "data"))
        .filter(Files::isDirectory)
        .findFirst();
  }
}
