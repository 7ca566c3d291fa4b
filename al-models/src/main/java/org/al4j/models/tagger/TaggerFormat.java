package org.al4j.models.tagger;

import java.nio.file.Path;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.ModelFormat;
import org.al4j.models.transformer.ClassifierConfig;

/** What {@link TransformerTagger#save} writes, and token classifiers of other programs. */
public final class TaggerFormat implements ModelFormat {
  static final String NAME = "tagger";
  static final int VERSION = 1;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public boolean recognises(Path dir) {
    return ClassifierConfig.isOfTokens(dir);
  }

  @Override
  public ActiveModel<?> load(Path dir) {
    return TransformerTagger.load(dir);
  }
}
