package org.al4j.core.model;

/** What happens to a model that was saved in the same folder before. */
public enum SaveMode {
  /** The folder must not exist or be empty. */
  NEW,

  /**
   * A saved model is replaced as a whole; any other folder is refused and stays as it is. Who loads
   * it meanwhile gets the old model or the new one.
   */
  REPLACE
}
