package org.al4j.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A data source whose connections fail when they are told to. */
final class FaultySource {
  /** What goes wrong. */
  enum Fault {
    NONE,
    /** The commit does not reach the database. */
    BEFORE_COMMIT,
    /** It does, and the answer is lost. */
    AFTER_COMMIT,
    /** A statement of the transaction fails. */
    INSERT
  }

  private final DataSource source;
  private Fault fault = Fault.NONE;

  FaultySource(DataSource source) {
    this.source = source;
  }

  /** The next time it can, and once. */
  void failOnce(Fault next) {
    fault = next;
  }

  DataSource source() {
    return proxy(
        DataSource.class,
        (method, result) -> result instanceof Connection connection ? faulty(connection) : result,
        source);
  }

  private Connection faulty(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              boolean commit = method.getName().equals("commit");
              boolean insert =
                  method.getName().equals("prepareStatement")
                      && String.valueOf(arguments[0]).startsWith("INSERT INTO al4j_line");
              fail(commit, Fault.BEFORE_COMMIT);
              fail(insert, Fault.INSERT);
              try {
                Object result = method.invoke(connection, arguments);
                fail(commit, Fault.AFTER_COMMIT);
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void fail(boolean here, Fault when) throws SQLException {
    if (here && fault == when) {
      fault = Fault.NONE;
      throw new SQLException("the connection is gone", "08006");
    }
  }

  /** Replaces the result of a call. */
  @FunctionalInterface
  private interface Result {
    Object of(String method, Object result);
  }

  private static <T> T proxy(Class<T> type, Result result, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return result.of(method.getName(), method.invoke(target, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
