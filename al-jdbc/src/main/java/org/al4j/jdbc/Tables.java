package org.al4j.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** The three tables, and the statements that make them. */
final class Tables {
  private Tables() {}

  /** Statements for a kind of database; others may need types of other names. */
  static List<String> statements(String database) {
    boolean postgres = database.toLowerCase(Locale.ROOT).contains("postgres");
    String text = postgres ? "TEXT" : "CLOB";
    String bytes = postgres ? "BYTEA" : "BLOB";
    return List.of(
        "CREATE TABLE IF NOT EXISTS al4j_run (run VARCHAR(200) NOT NULL PRIMARY KEY,"
            + " owner_token VARCHAR(36), owner_name VARCHAR(300), line_count INTEGER NOT NULL)",
        "CREATE TABLE IF NOT EXISTS al4j_line (run VARCHAR(200) NOT NULL,"
            + " line_number INTEGER NOT NULL, content "
            + text
            + " NOT NULL, PRIMARY KEY (run, line_number))",
        "CREATE TABLE IF NOT EXISTS al4j_blob (run VARCHAR(200) NOT NULL,"
            + " name VARCHAR(100) NOT NULL, content "
            + bytes
            + " NOT NULL, PRIMARY KEY (run, name))");
  }

  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements(connection.getMetaData().getDatabaseProductName())) {
        statement.execute(sql);
      }
    }
  }
}
