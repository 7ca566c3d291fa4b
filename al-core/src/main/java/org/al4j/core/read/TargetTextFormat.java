package org.al4j.core.read;

import java.util.Optional;
import org.al4j.core.data.TargetText;
import org.al4j.core.read.internal.LabelKinds;

/** A text that answers the text. Blanks around it are part of it, as they are of texts. */
record TargetTextFormat() implements LabelFormat<TargetText> {
  @Override
  public Class<TargetText> kind() {
    return TargetText.class;
  }

  @Override
  public TargetText annotation(LabelCells cells) {
    return new TargetText(cells.first());
  }

  @Override
  public Optional<String> usualColumn() {
    return Optional.of("target");
  }

  @Override
  public String describe() {
    return LabelKinds.TARGET;
  }
}
