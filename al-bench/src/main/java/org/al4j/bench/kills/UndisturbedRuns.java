package org.al4j.bench.kills;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;

/** What each scenario comes to when nobody disturbs it; every one runs once, when it is wanted. */
final class UndisturbedRuns {
  private final Path base;
  private final KillTable table;
  private final FullDisk.Way way;
  private final Map<Long, FutureTask<String>> byNumber = new ConcurrentHashMap<>();

  /** Runs that lie in a folder, whose faults go to the table. */
  UndisturbedRuns(Path base, KillTable table, FullDisk.Way way) {
    this.base = base;
    this.table = table;
    this.way = way;
  }

  /** What the scenario of this number comes to; any thread may wait for it. */
  String results(long number) throws Exception {
    FutureTask<String> task =
        byNumber.computeIfAbsent(number, key -> new FutureTask<>(() -> run(key)));
    task.run(); // does nothing but the first time
    return task.get();
  }

  private String run(long number) throws IOException, InterruptedException {
    Path dir = base.resolve("undisturbed-" + number);
    RunPlace place = new RunPlace(dir, base.resolve(dir.getFileName() + ".txt"), Optional.empty());
    KilledRun run = new KilledRun(place, number, new SplittableRandom(number), table, way);
    KilledRun.State state = run.attempt(KillPlan.undisturbed());
    if (state != KilledRun.State.DONE || run.results().size() != 1) {
      table.fault("an undisturbed run of scenario " + number + " ended " + state);
    }
    RunPlace.delete(dir);
    return String.join(", ", run.results());
  }
}
