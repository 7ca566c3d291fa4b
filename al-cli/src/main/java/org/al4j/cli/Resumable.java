package org.al4j.cli;

import java.util.Optional;

/** A command whose work can be gone on with. */
interface Resumable {
  /** The command line that goes on; empty while there is nothing to go on with. */
  Optional<String> howToContinue();
}
