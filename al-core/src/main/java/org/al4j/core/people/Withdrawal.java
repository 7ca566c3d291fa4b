package org.al4j.core.people;

/** What a person takes back of an instance, who may both have judged and decided it. */
public enum Withdrawal {
  /** What he said of it; a decision of his stands. */
  JUDGEMENT,
  /** What he decided between the judgements; a judgement of his stands. */
  DECISION,
  /** The decision if he made one, else the judgement: what callers of before meant. */
  LATEST
}
