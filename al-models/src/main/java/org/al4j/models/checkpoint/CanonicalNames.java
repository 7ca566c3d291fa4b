package org.al4j.models.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.al4j.models.internal.BadFile;

/**
 * One name for each tensor, whatever the file calls it. What stands before the word embedding is
 * the prefix: the family's own ({@code bert.}), that of wrappers ({@code module.}, {@code model.},
 * {@code encoder.}), both, or none; it is cut from every name, and that of the wrappers alone from
 * the heads. LayerNorm's old {@code gamma} and {@code beta} become {@code weight} and {@code bias}.
 */
final class CanonicalNames {
  /** Buffers that PyTorch saved among the weights; the values are their places. */
  private static final List<String> BUFFERS =
      List.of("embeddings.position_ids", "embeddings.token_type_ids");

  private final Family family;
  private final String prefix;
  private final String wrapper;

  private CanonicalNames(Family family, String prefix) {
    this.family = family;
    this.prefix = prefix;
    this.wrapper =
        prefix.endsWith(family.prefix())
            ? prefix.substring(0, prefix.length() - family.prefix().length())
            : prefix;
  }

  /**
   * The stored name of every tensor by its canonical one.
   *
   * @param file named in errors
   */
  static SortedMap<String, String> of(Path file, Family family, Set<String> stored) {
    CanonicalNames canonical = new CanonicalNames(family, prefix(file, stored));
    SortedMap<String, String> names = new TreeMap<>();
    for (String name : new TreeSet<>(stored)) {
      if (BUFFERS.stream().noneMatch(name::endsWith)) {
        String other = names.put(canonical.of(name), name);
        if (other != null) {
          throw BadFile.of(file, "%s and %s are two names of one tensor", other, name);
        }
      }
    }
    // A masked LM's output bias has two names in PyTorch, of which a file may keep either.
    for (String head : List.of("cls.predictions.", "lm_head.")) {
      if (names.containsKey(head + "decoder.bias")) {
        names.putIfAbsent(head + "bias", names.get(head + "decoder.bias"));
      }
    }
    return names;
  }

  /** A name that a caller uses, with or without the family's prefix. */
  static String asked(Family family, String name) {
    return modern(cut(name, family.prefix()));
  }

  private static String prefix(Path file, Set<String> stored) {
    List<String> prefixes =
        stored.stream()
            .filter(
                name ->
                    name.equals(Checkpoint.WORD_EMBEDDINGS)
                        || name.endsWith("." + Checkpoint.WORD_EMBEDDINGS))
            .map(name -> name.substring(0, name.length() - Checkpoint.WORD_EMBEDDINGS.length()))
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
    return modern(cut(bare, family.prefix()));
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
