package org.al4j.core.model.view;

import java.util.Objects;
import org.al4j.core.model.AcquisitionModel;

/**
 * What a pre-trained model sees in texts.
 *
 * @param name tells it for the record of a run: equal names, equal outputs
 * @param model offers EMBEDDING at least; holds nothing between its passes, so that it need not be
 *     closed
 */
public record TextView(String name, AcquisitionModel model) {
  /** Refuses null. */
  public TextView {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(model, "model");
  }
}
