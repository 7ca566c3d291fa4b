package org.al4j.server.access;

import java.util.ArrayList;
import java.util.List;
import org.al4j.core.InvalidInputException;

/**
 * Somebody who may use a project.
 *
 * @param name by which his judgements go; it stays his when his token is revoked
 * @param token hash of the token in his link, "" if it is revoked
 * @param sessions hashes of the cookies that the token was exchanged for, the latest last
 */
public record Member(String name, Role role, String token, List<String> sessions) {
  private static final int LONGEST = 100;
  private static final int MOST_SESSIONS = 20;

  /** Refuses a name that is empty, long, or has control characters. */
  public Member {
    sessions = List.copyOf(sessions);
    if (name.isBlank()
        || name.length() > LONGEST
        || !name.equals(name.strip())
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidInputException(
          "a person's name has 1 to 100 characters without control characters, and no blanks"
              + " around it");
    }
  }

  Member withToken(String hash) {
    return new Member(name, role, hash, sessions);
  }

  Member withSession(String hash) {
    List<String> all = new ArrayList<>(sessions);
    all.add(hash);
    return new Member(
        name, role, token, all.subList(Math.max(0, all.size() - MOST_SESSIONS), all.size()));
  }

  Member withoutSession(String hash) {
    return new Member(
        name, role, token, sessions.stream().filter(one -> !one.equals(hash)).toList());
  }

  Member revoked() {
    return new Member(name, role, "", List.of());
  }

  boolean isRevoked() {
    return token.isEmpty();
  }
}
