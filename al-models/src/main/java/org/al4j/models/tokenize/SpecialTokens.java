package org.al4j.models.tokenize;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.al4j.core.InvalidInputException;

/**
 * Which tokens of a vocabulary play the special roles.
 *
 * @param file where the vocabulary stands, for errors
 * @param settings may name other tokens than the family's own
 * @param ids the vocabulary; the owner may still fill it
 */
record SpecialTokens(Path file, TokenizerSettings settings, Map<String, Integer> ids) {

  /** The token of a role such as {@code cls_token}. */
  String token(String role, String absent) {
    return settings.token(role).orElse(absent);
  }

  /** The id of a role's token, which must be in the vocabulary. */
  int required(String role, String absent) {
    String token = token(role, absent);
    Integer id = ids.get(token);
    if (id == null) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s has no entry %s (the %s) among its %d",
              file,
              token,
              role,
              ids.size()));
    }
    return id;
  }
}
