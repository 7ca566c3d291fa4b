package org.al4j.core.query;

import org.al4j.testkit.CandidatePolicyContract;
import org.junit.jupiter.api.Nested;

/** The policies of al-core keep the testkit's contract. */
class CandidatePoliciesContractTest {
  @Nested
  class All extends CandidatePolicyContract {
    @Override
    protected CandidatePolicy policy() {
      return CandidatePolicy.all();
    }
  }

  @Nested
  class Share extends CandidatePolicyContract {
    @Override
    protected CandidatePolicy policy() {
      return CandidatePolicy.randomShare(0.25);
    }
  }
}
