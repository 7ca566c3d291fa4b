package org.al4j.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Statements and transactions of one data source, each with a connection of its own. */
record Sql(DataSource source) {
  /** What is done in a transaction; a runtime exception rolls it back, too. */
  @FunctionalInterface
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /** Reads a row. */
  @FunctionalInterface
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** The transaction's statements were carried out, and whether it was committed is not known. */
  static final class CommitException extends SQLException {
    private static final long serialVersionUID = 1;

    CommitException(SQLException cause) {
      super(cause);
    }
  }

  /**
   * Carries out a transaction.
   *
   * @throws CommitException if committing failed
   * @throws SQLException if anything before that failed; nothing is done then
   */
  <T> T transaction(Work<T> work) throws SQLException {
    Connection connection = source.getConnection();
    boolean automatic = true;
    boolean committed = false;
    try {
      automatic = connection.getAutoCommit();
      connection.setAutoCommit(false);
      T result = work.in(connection);
      commit(connection);
      committed = true;
      return result;
    } finally {
      end(connection, committed, automatic);
    }
  }

  private static void commit(Connection connection) throws CommitException {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new CommitException(e);
    }
  }

  /**
   * As the connection was: it may go back to a pool. What was not committed is rolled back first,
   * since to switch a connection back to automatic commits what is open.
   */
  private static void end(Connection connection, boolean committed, boolean automatic) {
    try {
      if (!committed) {
        connection.rollback();
      }
      connection.setAutoCommit(automatic);
    } catch (SQLException e) {
      // a broken connection has rolled back, and what broke it is under way already
    }
    try {
      connection.close();
    } catch (SQLException e) {
      // what was committed is, whatever becomes of the connection
    }
  }

  /** Carries out a statement, and says how many rows it changed. */
  static int change(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      return statement.executeUpdate();
    }
  }

  /** Reads rows, one after the other. */
  static <T> List<T> rows(Connection connection, Row<T> row, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, values);
      try (ResultSet found = statement.executeQuery()) {
        List<T> all = new ArrayList<>();
        while (found.next()) {
          all.add(row.of(found));
        }
        return all;
      }
    }
  }

  static void set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof String text) {
        statement.setString(i + 1, text);
      } else if (values[i] instanceof byte[] bytes) {
        statement.setBytes(i + 1, bytes);
      } else {
        statement.setInt(i + 1, (Integer) values[i]);
      }
    }
  }

  /** What callers of a store expect where it cannot be read or written. */
  static UncheckedIOException failed(String what, SQLException e) {
    String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new UncheckedIOException(what + ": " + reason, new IOException(reason, e));
  }
}
