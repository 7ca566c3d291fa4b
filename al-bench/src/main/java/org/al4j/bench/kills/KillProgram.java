package org.al4j.bench.kills;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Kills processes that embed the loop at random moments, starts them again until their runs are
 * done, and compares with runs that nobody disturbed: no acknowledged label may be missing, and the
 * results must be equal to the last bit. Calls are interrupted, disks are full and second processes
 * open the runs meanwhile. Prints a table; the exit code is 0 if nothing was lost.
 */
@Command(
    name = "KillProgram",
    description = "Kills labelling processes and counts what they lost.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class KillProgram implements Callable<Integer> {
  private static final int SCENARIOS = 2 * LabellingScenario.KINDS;
  private static final int MOST_ATTEMPTS = 60;
  private static final int KILLS_A_RUN = 20;
  private static final int ON_SMALL_DISK_ONE_IN = 5;
  private static final int PROGRESS_EVERY = 50;

  @Spec private CommandSpec spec;

  @Option(
      names = "--kills",
      defaultValue = "1000",
      description = "At least so many (default: ${DEFAULT-VALUE}).")
  private int kills;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--chains",
      defaultValue = "2",
      description = "Runs at the same time (default: ${DEFAULT-VALUE}).")
  private int chains;

  @Option(
      names = "--mount",
      description = "Also mount a small file system for some runs and fill it; for root only.")
  private boolean mount;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the runs lie (default: a temporary folder); failed ones stay there.")
  private @Nullable Path out;

  private final KillTable table = new KillTable();
  private final AtomicInteger runs = new AtomicInteger();
  private final FullDisk.Way way = FullDisk.way();
  private Path base = Path.of("");
  private long shown; // of PROGRESS_EVERY kills

  /** Runs and prints. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new KillProgram()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    long start = System.nanoTime();
    base =
        out == null
            ? Files.createTempDirectory("al4j-kills")
            : Files.createDirectories(out).toAbsolutePath();
    UndisturbedRuns undisturbed = new UndisturbedRuns(base, table, way);
    ExecutorService workers = Executors.newFixedThreadPool(chains);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int chain = 0; chain < chains; chain++) {
        Path folder = Files.createDirectories(base.resolve("chain-" + chain));
        all.add(workers.submit(() -> chain(folder, undisturbed)));
      }
      for (Future<?> chain : all) {
        chain.get();
      }
    } finally {
      workers.shutdownNow();
    }
    print((System.nanoTime() - start) / 1e9);
    if (table.clean()) {
      RunPlace.delete(base);
    }
    return table.clean() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private void print(double seconds) {
    PrintWriter printer = spec.commandLine().getOut();
    printer.println(table.markdown(seconds));
    if (way == FullDisk.Way.NONE && !mount) {
      printer.println("No disk was full: there is neither prlimit nor bash here, nor --mount.");
    }
    table.faults().forEach(printer::println);
    if (!table.clean()) {
      printer.println("the runs that failed are in " + base);
    }
    printer.flush();
  }

  /** One run after the other until there were enough kills. */
  private Void chain(Path folder, UndisturbedRuns undisturbed) throws Exception {
    Path small = Files.createDirectories(folder.resolve("small"));
    boolean mounted = mount && FullDisk.mount(small);
    if (mount && !mounted) {
      table.event("small file systems that could not be mounted");
    }
    try {
      while (table.kills() < kills) {
        int run = runs.getAndIncrement();
        boolean onSmallDisk = mounted && run % ON_SMALL_DISK_ONE_IN == 0;
        Path dir = (onSmallDisk ? small : folder).resolve("run-" + run);
        Optional<Path> ballast =
            onSmallDisk ? Optional.of(small.resolve("ballast")) : Optional.empty();
        Path errors = folder.resolve("errors-" + run + ".txt");
        run(run, new RunPlace(dir, errors, ballast), undisturbed);
      }
    } finally {
      if (mounted) {
        FullDisk.unmount(small);
      }
    }
    return null;
  }

  private void run(int index, RunPlace place, UndisturbedRuns undisturbed) throws Exception {
    long number = seed * 1000 + index % SCENARIOS;
    String wanted = undisturbed.results(number);
    SplittableRandom random = new SplittableRandom(seed * 1_000_000 + index);
    KilledRun run = new KilledRun(place, number, random, table, way);
    KilledRun.State state = KilledRun.State.GOING_ON;
    for (int attempt = 0; state == KilledRun.State.GOING_ON && attempt < MOST_ATTEMPTS; attempt++) {
      boolean kill = table.kills() < kills && attempt < KILLS_A_RUN;
      state = run.attempt(KillPlan.draw(random, kill));
      table.add("runs resumed", attempt == 0 ? 0 : 1);
      progress();
    }
    boolean equal = state == KilledRun.State.DONE && run.results().equals(Set.of(wanted));
    table.add(equal ? "runs equal" : "runs unequal", 1);
    table.add("labels acknowledged", run.labels());
    if (equal) {
      RunPlace.delete(place.dir());
    } else {
      table.fault("scenario " + number + ", run " + index + ": " + state);
      table.fault("wanted " + wanted);
      run.results().forEach(found -> table.fault("found  " + found));
    }
  }

  private synchronized void progress() {
    long done = table.kills();
    if (done / PROGRESS_EVERY > shown) {
      shown = done / PROGRESS_EVERY;
      spec.commandLine().getErr().println(done + " kills");
      spec.commandLine().getErr().flush();
    }
  }
}
