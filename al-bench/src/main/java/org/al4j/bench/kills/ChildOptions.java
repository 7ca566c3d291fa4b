package org.al4j.bench.kills;

import java.nio.file.Path;
import java.util.List;

/**
 * What a labelling process is to do, as it stands on its command line.
 *
 * @param dir holds the run and its model
 * @param scenario its number
 * @param seed of the order of the answers and of what disturbs it
 * @param interrupts whether calls are interrupted
 * @param reads whether the run's files are read in the process
 * @param hook whether it closes the loop when it is told to end
 * @param tries how often a call is tried while the disk is full
 * @param halt when it ends by itself
 */
record ChildOptions(
    Path dir,
    long scenario,
    long seed,
    boolean interrupts,
    boolean reads,
    boolean hook,
    int tries,
    ChildVoice.Halt halt) {
  List<String> arguments() {
    return List.of(
        dir.toString(),
        Long.toString(scenario),
        Long.toString(seed),
        Boolean.toString(interrupts),
        Boolean.toString(reads),
        Boolean.toString(hook),
        Integer.toString(tries),
        halt.stage(),
        Integer.toString(halt.nth()),
        Long.toString(halt.micros()));
  }

  static ChildOptions of(String... arguments) {
    return new ChildOptions(
        Path.of(arguments[0]),
        Long.parseLong(arguments[1]),
        Long.parseLong(arguments[2]),
        Boolean.parseBoolean(arguments[3]),
        Boolean.parseBoolean(arguments[4]),
        Boolean.parseBoolean(arguments[5]),
        Integer.parseInt(arguments[6]),
        new ChildVoice.Halt(
            arguments[7], Integer.parseInt(arguments[8]), Long.parseLong(arguments[9])));
  }
}
