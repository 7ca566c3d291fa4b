package org.al4j.models.committee;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads one member of a saved committee as its own kind is read.
 *
 * @param <M> the kind of model
 */
@FunctionalInterface
public interface MemberLoader<M> {
  /**
   * Reads a member.
   *
   * @param member its place in the committee, from 0; with mixed families it says which kind to
   *     read
   * @param folder where it was saved
   * @throws IOException if it cannot be read
   */
  M load(int member, Path folder) throws IOException;
}
