package org.al4j.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.log.RunStore;

/**
 * A run by its owner. Every transaction that writes changes the run's row first, on condition that
 * the owner's token and the number of lines are those that this possession left: the database lets
 * one such transaction in at a time, and none of anybody else's.
 */
final class JdbcPossession implements RunStore.Possession {
  private final Sql sql;
  private final String run;
  private final String token;
  private List<String> found = List.of();
  private int count;

  JdbcPossession(Sql sql, String run, String token) {
    this.sql = sql;
    this.run = run;
    this.token = token;
  }

  /** Reads what is there, and refuses what is not a beginning of a run without gaps. */
  void readAll() {
    try {
      sql.transaction(
          connection -> {
            found =
                List.copyOf(
                    Sql.rows(
                        connection,
                        row -> row.getString(1),
                        "SELECT content FROM al4j_line WHERE run = ? ORDER BY line_number",
                        run));
            count = recordedCount(connection);
            requireComplete(connection);
            return true;
          });
    } catch (SQLException e) {
      throw Sql.failed("cannot read " + name(), e);
    }
  }

  private void requireComplete(Connection connection) throws SQLException {
    if (found.size() != count) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s has %d lines, and its row says %d: it was changed by something else; restore it",
              name(),
              found.size(),
              count));
    }
    boolean blobs =
        found.isEmpty()
            && !Sql.rows(
                    connection,
                    row -> row.getString(1),
                    "SELECT name FROM al4j_blob WHERE run = ?",
                    run)
                .isEmpty();
    if (blobs) {
      throw new InvalidInputException(
          name() + " has state and no lines, so they are lost: restore them, or use another name");
    }
  }

  @Override
  public List<String> lines() {
    return found;
  }

  @Override
  public synchronized void append(List<String> lines) {
    try {
      sql.transaction(
          connection -> {
            requireOwned(connection, lines.size());
            insert(connection, lines);
            return true;
          });
    } catch (Sql.CommitException e) {
      if (!isRecorded(lines.size())) {
        throw Sql.failed("cannot write " + name(), e);
      }
    } catch (SQLException e) {
      throw Sql.failed("cannot write " + name(), e);
    }
    count += lines.size();
  }

  private void insert(Connection connection, List<String> lines) throws SQLException {
    String statement = "INSERT INTO al4j_line (run, line_number, content) VALUES (?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement(statement)) {
      for (int i = 0; i < lines.size(); i++) {
        Sql.set(insert, run, count + 1 + i, lines.get(i));
        insert.addBatch();
      }
      if (!lines.isEmpty()) {
        insert.executeBatch();
      }
    }
  }

  /** Whether a transaction of ours whose end was not reported is in the database. */
  private boolean isRecorded(int added) {
    try {
      return added > 0
          && sql.transaction(
              connection -> isOwned(connection) && recordedCount(connection) == count + added);
    } catch (SQLException e) {
      return false; // if it is there after all, the next write finds one line too many
    }
  }

  @Override
  public synchronized void saveBlob(String name, byte[] bytes) {
    try {
      sql.transaction(
          connection -> {
            requireOwned(connection, 0);
            Sql.change(connection, "DELETE FROM al4j_blob WHERE run = ? AND name = ?", run, name);
            Sql.change(
                connection,
                "INSERT INTO al4j_blob (run, name, content) VALUES (?, ?, ?)",
                run,
                name,
                bytes);
            return true;
          });
    } catch (SQLException e) {
      throw Sql.failed("cannot write the state of " + name(), e);
    }
  }

  @Override
  public Optional<byte[]> blob(String name) {
    try {
      return sql.transaction(
          connection ->
              Sql.rows(
                      connection,
                      row -> row.getBytes(1),
                      "SELECT content FROM al4j_blob WHERE run = ? AND name = ?",
                      run,
                      name)
                  .stream()
                  .findFirst());
    } catch (SQLException e) {
      throw Sql.failed("cannot read the state of " + name(), e);
    }
  }

  /** Counts lines in the run's row, if it is as this possession left it. */
  private void requireOwned(Connection connection, int added) throws SQLException {
    int changed =
        Sql.change(
            connection,
            "UPDATE al4j_run SET line_count = ?"
                + " WHERE run = ? AND owner_token = ? AND line_count = ?",
            count + added,
            run,
            token,
            count);
    if (changed != 1) {
      throw new InvalidInputException(
          name()
              + (isOwned(connection)
                  ? " has "
                      + recordedCount(connection)
                      + " lines, and "
                      + count
                      + " were written here: something else writes to it"
                  : " is not owned by this process any more: it was closed, taken over or removed")
              + "; nothing is recorded any more: open the run again");
    }
  }

  private boolean isOwned(Connection connection) throws SQLException {
    return !Sql.rows(
            connection,
            row -> row.getInt(1),
            "SELECT line_count FROM al4j_run WHERE run = ? AND owner_token = ?",
            run,
            token)
        .isEmpty();
  }

  /** The number of lines that the run's row has; -1 if the row is gone. */
  private int recordedCount(Connection connection) throws SQLException {
    return Sql.rows(
            connection, row -> row.getInt(1), "SELECT line_count FROM al4j_run WHERE run = ?", run)
        .stream()
        .findFirst()
        .orElse(-1);
  }

  private String name() {
    return "run '" + run + "'";
  }

  @Override
  public void close() {
    try {
      sql.transaction(
          connection ->
              Sql.change(
                  connection,
                  "UPDATE al4j_run SET owner_token = NULL, owner_name = NULL"
                      + " WHERE run = ? AND owner_token = ?",
                  run,
                  token));
    } catch (SQLException e) {
      // everything that counts was committed before; the next owner waits for this process's end
    }
  }
}
