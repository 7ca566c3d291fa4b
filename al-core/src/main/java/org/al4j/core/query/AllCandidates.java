package org.al4j.core.query;

import org.al4j.core.pool.Pool;

/** Everything unlabelled. */
final class AllCandidates implements CandidatePolicy {
  @Override
  public Candidates choose(Pool<?> pool, RoundContext round) {
    return Candidates.all(pool);
  }
}
