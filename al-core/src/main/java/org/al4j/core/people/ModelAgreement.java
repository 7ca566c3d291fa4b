package org.al4j.core.people;

/**
 * How often a model that annotates said what people said of the same instance, with Wilson's
 * two-sided 95 % interval: it is a sample.
 *
 * <p><b>Formula.</b> {@code (c + z^2 / 2n -+ z sqrt(c (1 - c) / n + z^2 / 4n^2)) / (1 + z^2 / n)}
 * for the share {@code c} of {@code n} compared, {@code z = 1.96}. <b>Source.</b> Wilson 1927,
 * "Probable Inference, the Law of Succession, and Statistical Inference".
 *
 * @param agreed on how many instances they said the same
 * @param compared of how many instances both said something
 */
public record ModelAgreement(int agreed, int compared) {
  /** Nothing was compared. */
  public static final ModelAgreement NONE = new ModelAgreement(0, 0);

  private static final double Z = 1.959963984540054;

  /** Refuses numbers that cannot be. */
  public ModelAgreement {
    if (agreed < 0 || agreed > compared) {
      throw new IllegalArgumentException(
          "an agreement is of 0 to all that was compared, found " + agreed + " of " + compared);
    }
  }

  /** The share, in [0, 1]; NaN if nothing was compared. */
  public double share() {
    return compared == 0 ? Double.NaN : (double) agreed / compared;
  }

  /** The lower end of the interval, in [0, 1]; 0 if nothing was compared. */
  public double lower() {
    return compared == 0 ? 0 : Math.max(0, end(-1));
  }

  /** The upper end of the interval, in [0, 1]; 1 if nothing was compared. */
  public double upper() {
    return compared == 0 ? 1 : Math.min(1, end(1));
  }

  private double end(int sign) {
    double share = share();
    double part = Z * Z / compared;
    double root = Math.sqrt(share * (1 - share) / compared + part / (4 * compared));
    return (share + part / 2 + sign * Z * root) / (1 + part);
  }

  ModelAgreement plus(boolean same) {
    return new ModelAgreement(agreed + (same ? 1 : 0), compared + 1);
  }
}
