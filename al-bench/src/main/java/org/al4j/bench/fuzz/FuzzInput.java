package org.al4j.bench.fuzz;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * A valid folder, and how a user reads what is in it.
 *
 * @param files those that are mutated, by their names in the folder
 * @param writes of which mutations, by their numbers, the reading writes into the folder
 * @param reading reads the folder, and uses what was read as a user would
 */
record FuzzInput(Path folder, List<String> files, LongPredicate writes, Reading reading) {

  /** A folder that is only read. */
  FuzzInput(Path folder, List<String> files, Reading reading) {
    this(folder, files, number -> false, reading);
  }

  /** Reads a folder. */
  @FunctionalInterface
  interface Reading {
    /**
     * Reads.
     *
     * @param folder a copy of the input's, with one file mutated
     * @param number the mutation's, for what is done now and then only
     * @throws org.al4j.core.InvalidInputException if the folder is refused
     */
    void read(Path folder, long number) throws Exception;
  }
}
