package org.al4j.core.read;

import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.read.internal.LabelKinds;

/**
 * One class a text.
 *
 * @param declared the names in the format's order; empty: those found, sorted
 */
record ClassLabelFormat(List<String> declared) implements LabelFormat<ClassLabel> {
  @Override
  public Class<ClassLabel> kind() {
    return ClassLabel.class;
  }

  @Override
  public ClassLabel annotation(LabelCells cells) {
    return new ClassLabel(cells.first().strip());
  }

  @Override
  public String describe() {
    return LabelKinds.CLASS;
  }
}
