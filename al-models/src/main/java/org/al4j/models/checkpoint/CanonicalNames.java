package org.al4j.models.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.al4j.models.internal.BadFile;
import org.al4j.models.internal.architecture.Spelling;

/**
 * One name for each tensor, whatever the file calls it. What stands before the word embedding is
 * the prefix: the family's own ({@code bert.}), that of wrappers ({@code module.}, {@code model.},
 * {@code encoder.}), both, or none; it is cut from every name, and that of the wrappers alone from
 * the heads. LayerNorm's old {@code gamma} and {@code beta} become {@code weight} and {@code bias}.
 */
final class CanonicalNames {
  private final Spelling spelling;
  private final String prefix;
  private final String wrapper;

  private CanonicalNames(Spelling spelling, String prefix) {
    this.spelling = spelling;
    this.prefix = prefix;
    this.wrapper =
        prefix.endsWith(spelling.prefix())
            ? prefix.substring(0, prefix.length() - spelling.prefix().length())
            : prefix;
  }

  /**
   * The stored name of every tensor by its canonical one.
   *
   * @param file named in errors
   */
  static SortedMap<String, String> of(Path file, Spelling spelling, Set<String> stored) {
    CanonicalNames canonical = new CanonicalNames(spelling, prefix(file, spelling.words(), stored));
    SortedMap<String, String> names = new TreeMap<>();
    for (String name : new TreeSet<>(stored)) {
      if (spelling.buffers().stream().noneMatch(name::endsWith)) {
        String other = names.put(canonical.of(name), name);
        if (other != null) {
          throw BadFile.of(file, "%s and %s are two names of one tensor", other, name);
        }
      }
    }
    spelling
        .twins()
        .forEach(
            (other, name) -> {
              if (names.containsKey(other)) {
                names.putIfAbsent(name, names.get(other));
              }
            });
    return names;
  }

  /** A name that a caller uses, with or without the family's prefix. */
  static String asked(Spelling spelling, String name) {
    return modern(cut(name, spelling.prefix()));
  }

  private static String prefix(Path file, String words, Set<String> stored) {
    List<String> prefixes =
        stored.stream()
            .filter(name -> name.equals(words) || name.endsWith("." + words))
            .map(name -> name.substring(0, name.length() - words.length()))
            .sorted()
            .toList();
    if (prefixes.size() > 1) {
      throw BadFile.of(
          file, "%d encoders, below the prefixes %s; expected one", prefixes.size(), prefixes);
    }
    return prefixes.isEmpty() ? "" : prefixes.get(0);
  }

  private String of(String stored) {
    String bare = stored.startsWith(prefix) ? cut(stored, prefix) : cut(stored, wrapper);
    return modern(cut(bare, spelling.prefix()));
  }

  private static String cut(String name, String prefix) {
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }

  private static String modern(String name) {
    if (name.endsWith("LayerNorm.gamma")) {
      return name.substring(0, name.length() - "gamma".length()) + "weight";
    }
    if (name.endsWith("LayerNorm.beta")) {
      return name.substring(0, name.length() - "beta".length()) + "bias";
    }
    return name;
  }
}
