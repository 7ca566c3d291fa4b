package org.al4j.cli;

import org.al4j.core.Al4j;
import picocli.CommandLine.IVersionProvider;

/** The version of {@code al}. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"al " + Al4j.version()};
  }
}
