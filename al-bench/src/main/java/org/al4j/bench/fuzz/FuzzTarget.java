package org.al4j.bench.fuzz;

import java.nio.file.Path;
import java.util.List;

/**
 * A reader of outside bytes.
 *
 * @param share of the mutations, in comparison with the others'
 * @param inputs makes valid folders below one; equal bytes in every run
 */
record FuzzTarget(String name, int share, Inputs inputs) {

  /** Makes valid folders. */
  @FunctionalInterface
  interface Inputs {
    List<FuzzInput> in(Path folder) throws Exception;
  }
}
