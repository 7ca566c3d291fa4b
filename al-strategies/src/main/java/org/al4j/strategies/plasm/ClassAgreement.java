package org.al4j.strategies.plasm;

/**
 * The pseudo-labels of one class, and how those agree with gold whose gold label is known. Of tag
 * sequences it counts the words of one tag, or the spans of one type.
 *
 * @param given pseudo-labels of the class
 * @param kept those left after the filter
 * @param known of those given, with known gold
 * @param right of those known, equal to gold
 * @param keptKnown of those kept, with known gold
 * @param keptRight of those kept with known gold, equal to gold
 */
public record ClassAgreement(
    int given, int kept, int known, int right, int keptKnown, int keptRight) {
  static final ClassAgreement NONE = new ClassAgreement(0, 0, 0, 0, 0, 0);

  /** Share left after the filter; NaN if none were given. */
  public double shareKept() {
    return kept / (double) given;
  }

  /** Share equal to gold before the filter; NaN if no gold is known. */
  public double agreementGiven() {
    return right / (double) known;
  }

  /** Share equal to gold after the filter; NaN if no gold is known. */
  public double agreementKept() {
    return keptRight / (double) keptKnown;
  }

  ClassAgreement plus(ClassAgreement other) {
    return new ClassAgreement(
        given + other.given,
        kept + other.kept,
        known + other.known,
        right + other.right,
        keptKnown + other.keptKnown,
        keptRight + other.keptRight);
  }
}
