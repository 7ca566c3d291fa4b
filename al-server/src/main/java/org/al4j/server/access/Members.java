package org.al4j.server.access;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.io.IoReason;
import org.al4j.core.people.ModelTrust;

/**
 * The people of a project, in a file that has hashes of their tokens and cookies and nothing that
 * opens a door. For any number of threads.
 */
public final class Members {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final Map<String, Member> byName = new LinkedHashMap<>();
  private final Map<String, String> names = new HashMap<>(); // by hash of a token or a cookie

  private Members(Path file) {
    this.file = file;
  }

  /**
   * Reads the people; there are none before the first was invited.
   *
   * @throws InvalidInputException if the file is not as it was written
   */
  public static Members open(Path file) {
    Members members = new Members(file);
    if (Files.exists(file)) {
      try {
        List<Member> all = JSON.readValue(file.toFile(), new TypeReference<List<Member>>() {});
        all.forEach(one -> members.byName.put(one.name(), one));
        members.index();
      } catch (IOException e) {
        throw new InvalidInputException(file + ": cannot be read: " + IoReason.of(e), e);
      }
    }
    return members;
  }

  private void index() {
    names.clear();
    for (Member one : byName.values()) {
      if (!one.isRevoked()) {
        names.put(one.token(), one.name());
      }
      one.sessions().forEach(session -> names.put(session, one.name()));
    }
  }

  private void put(Member member) {
    Member before = byName.put(member.name(), member);
    try {
      write();
    } catch (IOException e) {
      if (before == null) {
        byName.remove(member.name());
      } else {
        byName.put(member.name(), before);
      }
      throw new UncheckedIOException("cannot write " + file + ": " + IoReason.of(e), e);
    }
    index();
  }

  private void write() throws IOException {
    if (!Files.exists(file)
        && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      var owner = PosixFilePermissions.fromString("rw-------");
      Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
    }
    byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(byName.values());
    AtomicFile.write(file, bytes);
  }

  /**
   * Lets somebody in, or gives him another token; the one before is good no more, his sessions are.
   *
   * @return the token, which nobody can be told again
   * @throws InvalidInputException if the name cannot be one, or is another's with another role
   */
  public synchronized String invite(String name, Role role) {
    if (ModelTrust.isModel(name)) {
      throw new InvalidInputException(
          "names that begin with " + ModelTrust.PREFIX + " are those of language models");
    }
    String token = Token.fresh();
    Member known = byName.get(name);
    if (known != null && known.role() != role) {
      throw new InvalidInputException("'" + name + "' is there with another role");
    }
    Member member = known == null ? new Member(name, role, "", List.of()) : known;
    put(member.withToken(Token.hash(token)));
    return token;
  }

  /** Whether somebody is in with a role: was invited, and not revoked since. */
  public synchronized boolean isIn(String name, Role role) {
    Member member = byName.get(name);
    return member != null && member.role() == role && !member.isRevoked();
  }

  /** Takes a person's token and sessions away; what he said stays. Whether there was such a one. */
  public synchronized boolean revoke(String name) {
    Member member = byName.get(name);
    if (member == null) {
      return false;
    }
    put(member.revoked());
    return true;
  }

  /** A new session's cookie for the token of a link; empty if it is nobody's. */
  public synchronized Optional<String> exchange(String token) {
    String hash = Token.hash(token);
    Member member = byName.get(names.getOrDefault(hash, ""));
    if (member == null || !member.token().equals(hash)) {
      return Optional.empty();
    }
    String cookie = Token.fresh();
    put(member.withSession(Token.hash(cookie)));
    return Optional.of(cookie);
  }

  /** Ends the session of a cookie. */
  public synchronized void leave(String cookie) {
    String hash = Token.hash(cookie);
    Member member = byName.get(names.getOrDefault(hash, ""));
    if (member != null && member.sessions().contains(hash)) {
      put(member.withoutSession(hash));
    }
  }

  /** Whose cookie it is; empty if it is nobody's. */
  public synchronized Optional<Visitor> ofCookie(String cookie) {
    String hash = Token.hash(cookie);
    return Optional.ofNullable(byName.get(names.getOrDefault(hash, "")))
        .filter(member -> member.sessions().contains(hash))
        .map(member -> new Visitor(member.name(), member.role(), true, csrf(cookie)));
  }

  /** Whose token it is; empty if it is nobody's. */
  public synchronized Optional<Visitor> ofToken(String token) {
    String hash = Token.hash(token);
    return Optional.ofNullable(byName.get(names.getOrDefault(hash, "")))
        .filter(member -> member.token().equals(hash))
        .map(member -> new Visitor(member.name(), member.role(), false, ""));
  }

  /** Who knows the cookie knows it, and no page of another origin does. */
  private static String csrf(String cookie) {
    return Token.hash("csrf " + cookie);
  }

  /** Everybody, as they came. */
  public synchronized Collection<Member> all() {
    return List.copyOf(byName.values());
  }
}
