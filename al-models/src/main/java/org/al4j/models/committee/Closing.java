package org.al4j.models.committee;

import java.util.List;
import org.al4j.core.model.AcquisitionModel;
import org.jspecify.annotations.Nullable;

/** Closes every member, also when one of them fails to. */
final class Closing {
  private Closing() {}

  static void all(List<? extends AcquisitionModel> members) {
    @Nullable RuntimeException first = null;
    for (AcquisitionModel member : members) {
      try {
        member.close();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
