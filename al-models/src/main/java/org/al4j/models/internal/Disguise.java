package org.al4j.models.internal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Recognises what commonly lies in a model's folder under the name of something else: the pointer
 * that Git LFS leaves, the web page or answer that a failed download saved, an empty file, an
 * archive, and another program's weights.
 */
final class Disguise {
  /** How many bytes from the beginning tell. */
  public static final int HEAD = 512;

  private static final String[] POINTERS = {
    "version https://git-lfs.github.com/spec/", "version https://hawser.github.com/spec/"
  };

  /** What a server said where the file should have been. */
  private static final String[] ANSWERS = {
    "entry not found",
    "repository not found",
    "not found",
    "404",
    "invalid username or password",
    "invalid credentials",
    "unauthorized",
    "forbidden",
    "access to model",
    "access denied",
    "internal server error",
    "{\"error\":",
    "{\"detail\":",
    "{\"message\":"
  };

  private static final Map<String, String> MAGIC =
      Map.of(
          "1f8b08", "a gzip archive",
          "504b0304", "a zip archive",
          "425a68", "a bzip2 archive",
          "fd377a585a00", "an xz archive",
          "28b52ffd", "a zstd archive",
          "377abcaf271c", "a 7z archive",
          "894844460d0a1a0a", "an HDF5 file, as Keras and TensorFlow save weights",
          "47475546", "a GGUF file, as llama.cpp reads");

  private Disguise() {}

  /**
   * What a file is instead, and what to do; empty when nothing is recognised.
   *
   * @param head its first bytes, at most {@link #HEAD}
   * @param size of the whole file
   * @param what it should be, for the message: {@code "the weights"}
   */
  public static Optional<String> find(byte[] head, long size, String what) {
    if (size == 0) {
      return Optional.of("an empty file, not " + what + "; download it again");
    }
    String text = text(head);
    for (String pointer : POINTERS) {
      if (text.startsWith(pointer)) {
        return Optional.of("a Git LFS pointer, not " + what + "; run git lfs pull");
      }
    }
    if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
      return Optional.of("an HTML page, not " + what + "; the download failed, download it again");
    }
    if (text.startsWith("<?xml")) {
      return Optional.of("an XML file, not " + what + "; the download failed, download it again");
    }
    for (String answer : ANSWERS) {
      if (size < HEAD && text.startsWith(answer)) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "a server's answer '%s', not %s; the download failed, download it again",
                InputFile.oneLine(text.strip()),
                what));
      }
    }
    return archive(head, what);
  }

  private static Optional<String> archive(byte[] head, String what) {
    String hex = HexFormat.of().formatHex(head);
    for (Map.Entry<String, String> magic : MAGIC.entrySet()) {
      if (hex.startsWith(magic.getKey())) {
        String remedy =
            magic.getValue().endsWith("archive")
                ? "; unpack it"
                : "; convert it to safetensors with transformers";
        return Optional.of(magic.getValue() + ", not " + what + remedy);
      }
    }
    return Optional.empty();
  }

  /** In lower case, from the first character that is seen. */
  private static String text(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    return (text.startsWith("\ufeff") ? text.substring(1) : text)
        .stripLeading()
        .toLowerCase(Locale.ROOT);
  }
}
