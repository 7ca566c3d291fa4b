package org.al4j.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.al4j.core.InvalidInputException;
import org.al4j.core.log.RunStore;
import org.jspecify.annotations.Nullable;

/**
 * A run in a database, in the tables {@code al4j_run}, {@code al4j_line} and {@code al4j_blob},
 * which hold any number of runs. Only {@code java.sql} is used; it was tested with H2, and the
 * statements that make the tables with PostgreSQL's types are given for it.
 *
 * <p><b>Possession</b> is a row with a token of the owner's, compared in the same transaction as
 * each append: who lost the run, by {@link #takingOver}, can add nothing any more, however long it
 * slept. A run whose owner was a process of this machine that has ended is free. Of a process on
 * another machine that cannot be told; it is refused until it is taken over.
 *
 * <p><b>Durability</b> is the database's: a label counts once its transaction is committed, so the
 * database must keep what it committed (H2 in a file needs {@code WRITE_DELAY=0}). Where committing
 * fails, the store looks whether it happened before it says so.
 *
 * <p>Safe for use by several threads. Each call takes a connection from the data source, which may
 * be a pool, and leaves it as it was.
 */
public final class JdbcRunStore implements RunStore {
  private static final int LONGEST_NAME = 200;

  private final Sql sql;
  private final String run;
  private final boolean takesOver;

  private JdbcRunStore(Sql sql, String run, boolean takesOver) {
    this.sql = sql;
    this.run = run;
    this.takesOver = takesOver;
  }

  /**
   * The run of a name; the tables must be there, see {@link #createTables}.
   *
   * @param run of 1 to 200 characters
   */
  public static JdbcRunStore of(DataSource source, String run) {
    Objects.requireNonNull(source, "source");
    if (run.isEmpty() || run.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "a run's name has 1 to " + LONGEST_NAME + " characters, found " + run.length());
    }
    return new JdbcRunStore(new Sql(source), run, false);
  }

  /**
   * Makes the tables where they are not there. A database that needs other types gets them from a
   * statement of the application's own: text without a limit for {@code al4j_line.content}, bytes
   * for {@code al4j_blob.content}, the other columns as {@code docs/run-log.md} lists them.
   *
   * @throws java.io.UncheckedIOException if they cannot be made
   */
  public static void createTables(DataSource source) {
    try (Connection connection = source.getConnection()) {
      Tables.create(connection);
    } catch (SQLException e) {
      throw Sql.failed("cannot make the tables of runs", e);
    }
  }

  /**
   * The same store, which takes the run from whoever has it: for an owner that is gone for good on
   * another machine. If it lives after all, its next append is refused, and what it was told to be
   * kept is kept.
   */
  public JdbcRunStore takingOver() {
    return new JdbcRunStore(sql, run, true);
  }

  @Override
  public String name() {
    return "run '" + run + "'";
  }

  @Override
  public List<String> read() {
    try {
      return sql.transaction(
          connection -> {
            if (find(connection) == null) {
              throw new InvalidInputException("no " + name() + " in the table al4j_run");
            }
            return lines(connection);
          });
    } catch (SQLException e) {
      throw Sql.failed("cannot read " + name(), e);
    }
  }

  @Override
  public Possession take() {
    String token = UUID.randomUUID().toString();
    JdbcPossession possession = new JdbcPossession(sql, run, token);
    try {
      sql.transaction(connection -> own(connection, token));
    } catch (Sql.CommitException e) {
      possession.close(); // it may be ours
      throw Sql.failed("cannot open " + name(), e);
    } catch (SQLException e) {
      throw Sql.failed("cannot open " + name(), e);
    }
    try { // after possession is on record: nobody adds anything meanwhile
      possession.readAll();
      return possession;
    } catch (Throwable e) { // whatever it is, the run must be free
      possession.close();
      throw e;
    }
  }

  /** A run's row. */
  private record Found(@Nullable String token, String owner) {}

  private boolean own(Connection connection, String token) throws SQLException {
    Owner self = Owner.self();
    Found found = find(connection);
    if (found == null) {
      insert(connection, token, self);
      return true;
    }
    if (found.token() != null && !takesOver) {
      requireGone(found.owner(), self);
    }
    String unchanged = found.token() == null ? "owner_token IS NULL" : "owner_token = ?";
    String statement =
        "UPDATE al4j_run SET owner_token = ?, owner_name = ? WHERE run = ? AND " + unchanged;
    int changed =
        found.token() == null
            ? Sql.change(connection, statement, token, self.toString(), run)
            : Sql.change(connection, statement, token, self.toString(), run, found.token());
    if (changed != 1) {
      throw inUse("somebody who was faster");
    }
    return true;
  }

  private void insert(Connection connection, String token, Owner self) throws SQLException {
    try {
      Sql.change(
          connection,
          "INSERT INTO al4j_run (run, owner_token, owner_name, line_count) VALUES (?, ?, ?, 0)",
          run,
          token,
          self.toString());
    } catch (SQLException e) {
      if (Optional.ofNullable(e.getSQLState()).orElse("").startsWith("23")) { // a second row
        throw inUse("somebody who was faster");
      }
      throw e;
    }
  }

  private void requireGone(String name, Owner self) {
    Owner owner = Owner.parse(name);
    if (owner == null || !owner.isGone(self)) {
      throw inUse(owner == null ? "'" + name + "'" : owner.described());
    }
  }

  private InvalidInputException inUse(String owner) {
    return new InvalidInputException(
        name()
            + " is in use by "
            + owner
            + "; one process owns a run: wait for it or stop it; if it is gone for good, open the"
            + " run with takingOver()");
  }

  private @Nullable Found find(Connection connection) throws SQLException {
    List<Found> found =
        Sql.rows(
            connection,
            row -> new Found(row.getString(1), Objects.requireNonNullElse(row.getString(2), "")),
            "SELECT owner_token, owner_name FROM al4j_run WHERE run = ?",
            run);
    return found.isEmpty() ? null : found.get(0);
  }

  private List<String> lines(Connection connection) throws SQLException {
    return List.copyOf(
        Sql.rows(
            connection,
            row -> row.getString(1),
            "SELECT content FROM al4j_line WHERE run = ? ORDER BY line_number",
            run));
  }
}
