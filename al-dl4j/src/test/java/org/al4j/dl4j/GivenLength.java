package org.al4j.dl4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.al4j.core.data.Instance;
import org.al4j.core.model.FloatTable;

/** A user's own features, with a format of their own. */
record GivenLength(int scale) implements TextFeatures {
  /** Reads them; in this module's test resources. */
  public static final class Format implements TextFeaturesFormat {
    @Override
    public String name() {
      return "given-length";
    }

    @Override
    public TextFeatures load(Path folder) throws IOException {
      return new GivenLength(Integer.parseInt(Files.readString(folder.resolve("scale.txt"))));
    }
  }

  @Override
  public long[] shape() {
    return new long[] {2};
  }

  @Override
  public List<FloatTable> read(List<Instance> xs) {
    return xs.stream()
        .map(x -> FloatTable.vector(x.text().length() / (float) scale, x.text().hashCode() % 7))
        .toList();
  }

  @Override
  public Optional<String> format() {
    return Optional.of("given-length");
  }

  @Override
  public void save(Path folder) throws IOException {
    Files.writeString(folder.resolve("scale.txt"), Integer.toString(scale));
  }
}
