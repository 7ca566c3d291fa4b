package org.al4j.models.scoring;

/** A transformer that can be computed elsewhere. */
public interface Exportable {
  /** It as it is now; to be asked before it is closed. */
  ScoredModel exported();
}
