package org.al4j.models.transformer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.ModelFormat;
import org.al4j.models.internal.FoundInstead;

/** What {@link TransformerClassifier#save} writes, and Hugging Face folders of other programs. */
public final class TransformerFormat implements ModelFormat {
  static final String NAME = "transformer";
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
    return Files.isRegularFile(dir.resolve("config.json")) && !ClassifierConfig.isOfTokens(dir);
  }

  @Override
  public String foundInstead(Path dir) {
    return FoundInstead.ofWeights(dir);
  }

  @Override
  public ActiveModel<?> load(Path dir) throws IOException {
    return switch (ClassifierConfig.problem(dir)) {
      case SINGLE_LABEL_CLASSIFICATION -> TransformerClassifier.load(dir);
      case MULTI_LABEL_CLASSIFICATION -> TransformerMultiLabelClassifier.load(dir);
      case REGRESSION -> TransformerRegressor.load(dir);
    };
  }
}
