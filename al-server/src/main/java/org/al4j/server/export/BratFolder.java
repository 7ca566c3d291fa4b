package org.al4j.server.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.io.IoReason;
import org.al4j.core.tags.CharSpan;
import org.al4j.core.tags.TagScheme;
import org.al4j.core.tags.WordOffsets;

/**
 * brat's folder: {@code 00001.txt} and {@code 00001.ann} for each text in order, {@code
 * annotation.conf} with the labels, {@code ids.tsv} with the text's id for each name. Nothing in a
 * name comes from outside. Offsets are code points. A span over a line end is in several parts, as
 * brat has it.
 */
record BratFolder(List<Labelled<TagSequence>> items, List<String> labels) {
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  BratFolder {
    for (String label : labels) {
      if (label.chars().anyMatch(Character::isWhitespace)) {
        throw new InvalidInputException(
            "brat's labels must have no blank, found '" + label + "'; use another format");
      }
    }
  }

  /** Makes the folder, which must not be there or be empty. */
  void write(Path folder) {
    Path target = folder.toAbsolutePath().normalize();
    try {
      requireFree(target);
      Path part = target.resolveSibling(".al4j-" + UUID.randomUUID());
      Files.createDirectory(part);
      try {
        for (Map.Entry<String, String> file : files().entrySet()) {
          Files.writeString(part.resolve(file.getKey()), file.getValue(), StandardCharsets.UTF_8);
        }
        Files.deleteIfExists(target); // empty
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        delete(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + folder + ": " + IoReason.of(e), e);
    }
  }

  private static void requireFree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    boolean free = Files.isDirectory(folder);
    if (free) {
      try (Stream<Path> content = Files.list(folder)) {
        free = content.findAny().isEmpty();
      }
    }
    if (!free) {
      throw new InvalidInputException(
          "brat needs a folder that is empty or not there, found " + folder + " with something in");
    }
  }

  /** What is left where it could not be written. */
  private static void delete(Path part) throws IOException {
    if (Files.isDirectory(part)) {
      try (Stream<Path> content = Files.list(part)) {
        for (Path file : content.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(part);
    }
  }

  /** The same as one file. */
  void writeZip(Path file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
        for (Map.Entry<String, String> one : files().entrySet()) {
          ZipEntry entry = new ZipEntry(one.getKey());
          entry.setTimeLocal(NO_TIME); // the same labels, the same bytes
          zip.putNextEntry(entry);
          zip.write(one.getValue().getBytes(StandardCharsets.UTF_8));
          zip.closeEntry();
        }
      }
      AtomicFile.write(file, bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + IoReason.of(e), e);
    }
  }

  private Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(
        "annotation.conf",
        "[entities]\n" + String.join("\n", labels) + "\n[relations]\n[events]\n[attributes]\n");
    StringBuilder ids = new StringBuilder();
    int number = 0;
    for (Labelled<TagSequence> item : items) {
      String name = String.format(Locale.ROOT, "%05d", ++number);
      String id = item.instance().id().replaceAll("\\s", " ");
      ids.append(name).append('\t').append(id).append('\n');
      files.put(name + ".txt", item.instance().text());
      files.put(name + ".ann", spans(item));
    }
    files.put("ids.tsv", ids.toString());
    return files;
  }

  private static String spans(Labelled<TagSequence> item) {
    StringBuilder out = new StringBuilder();
    WordOffsets words = WordOffsets.of(item.instance());
    int number = 0;
    for (var span : TagScheme.spans(item.annotation().tags())) {
      out.append('T').append(++number).append('\t').append(span.type()).append(' ');
      parts(item.instance().text(), words.characters(span), out);
      out.append('\n');
    }
    return out.toString();
  }

  /** The parts of a span between line ends: where they are, and what stands there. */
  private static void parts(String text, CharSpan span, StringBuilder out) {
    StringBuilder said = new StringBuilder();
    String between = "";
    int at = span.start();
    for (String line : span.of(text).split("\n", -1)) {
      String shown = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      if (!shown.isEmpty()) {
        CharSpan part = new CharSpan(span.type(), at, at + shown.length());
        out.append(between).append(part.startPoint(text)).append(' ').append(part.endPoint(text));
        said.append(said.isEmpty() ? "" : " ").append(shown);
        between = ";";
      }
      at += line.length() + 1;
    }
    out.append('\t').append(said);
  }
}
