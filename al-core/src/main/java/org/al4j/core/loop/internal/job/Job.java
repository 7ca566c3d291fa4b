package org.al4j.core.loop.internal.job;

/** A step of the model's side: long to compute, quick to take over. */
public interface Job {
  /** Computes, on snapshots; needs no lock. */
  void compute();

  /** Records and tells what was computed, with the loop's monitor held. */
  void commit();

  /** Does what may take long once it is recorded; needs no lock. */
  default void afterwards() {}
}
