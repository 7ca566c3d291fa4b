package org.al4j.core.backend;

import org.al4j.core.InvalidInputException;

/** Run in a JVM of its own: prints what {@link Backend} says. */
final class BackendReport {
  private BackendReport() {}

  public static void main(String[] args) {
    try {
      Backend.describe().forEach((key, value) -> System.out.println(key + "=" + value));
    } catch (InvalidInputException e) {
      System.out.println(e.getMessage());
    }
  }
}
