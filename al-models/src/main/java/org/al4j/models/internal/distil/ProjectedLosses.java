package org.al4j.models.internal.distil;

import org.al4j.models.internal.distil.Projected.Part;

/** Losses between the attention of a teacher's layer and a student's, of one sequence each. */
final class ProjectedLosses {
  private ProjectedLosses() {}

  /** A loss of one sequence. */
  interface Loss {
    /**
     * Computes the loss, and adds its gradient to the student's.
     *
     * @param scale what the gradient is multiplied by before it is added
     * @return the loss, not multiplied
     */
    double apply(Projected teacher, Projected student, double scale);
  }

  /**
   * The sum, over heads, queries and keys, of the squared differences of the scores before the
   * softmax: TinyBERT's attention loss, whose mean is over all those. Source: Jiao et al. 2020.
   */
  static double scores(Projected teacher, Projected student, double scale) {
    double sum = 0;
    for (int head = 0; head < student.heads(); head++) {
      double[][] t = teacher.products(Part.QUERIES, Part.KEYS, head);
      double[][] s = student.products(Part.QUERIES, Part.KEYS, head);
      for (int i = 0; i < s.length; i++) {
        for (int j = 0; j < s.length; j++) {
          double difference = s[i][j] - t[i][j];
          sum += difference * difference;
          s[i][j] = scale * 2 * difference;
        }
      }
      student.back(Part.QUERIES, Part.KEYS, head, s);
    }
    return sum;
  }

  /** MiniLM's relation of queries and keys, which is the attention. Source: Wang et al. 2020. */
  static double queriesToKeys(Projected teacher, Projected student, double scale) {
    return relation(Part.QUERIES, Part.KEYS, teacher, student, scale);
  }

  /** MiniLM's relation of values. Source: Wang et al. 2020. */
  static double valuesToValues(Projected teacher, Projected student, double scale) {
    return relation(Part.VALUES, Part.VALUES, teacher, student, scale);
  }

  /**
   * With the relation {@code softmax(a b' / sqrt(width))}: the mean, over heads and rows, of {@code
   * KL(teacher || student)}. Widths may differ, heads not.
   */
  private static double relation(
      Part a, Part b, Projected teacher, Projected student, double scale) {
    double rows = (double) student.heads() * student.tokens();
    double sum = 0;
    for (int head = 0; head < student.heads(); head++) {
      double[][] t = teacher.products(a, b, head);
      double[][] s = student.products(a, b, head);
      for (int i = 0; i < s.length; i++) {
        RowLosses.logSoftmax(t[i]);
        RowLosses.logSoftmax(s[i]);
        for (int j = 0; j < s.length; j++) {
          double p = Math.exp(t[i][j]);
          sum += p * (t[i][j] - s[i][j]);
          s[i][j] = scale / rows * (Math.exp(s[i][j]) - p);
        }
      }
      student.back(a, b, head, s);
    }
    return sum / rows;
  }
}
