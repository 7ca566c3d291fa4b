package org.al4j.bench.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.al4j.bench.fuzz.mutate.Mutators;
import org.al4j.core.Seeds;

/**
 * The mutations of one reader by their numbers: equal seeds and numbers give equal bytes. A working
 * copy of each valid folder lies beside it, in which only the mutated file is written.
 */
final class FuzzCases {
  private final long seed;
  private final List<FuzzInput> inputs;
  private final List<Path> copies = new ArrayList<>();

  /** The file that differs from the valid one, by the number of its input; none at first. */
  private final Map<Integer, String> mutated = new HashMap<>();

  private final List<Set<String>> names = new ArrayList<>();
  private final List<Site> sites = new ArrayList<>();

  /** A file that can be mutated. */
  private record Site(int input, String file, byte[] valid) {
    String ending() {
      return file.substring(file.lastIndexOf('.') + 1);
    }
  }

  /**
   * A folder, ready to be read.
   *
   * @param file the one that is mutated
   * @param names what is in the folder
   */
  record Case(FuzzInput input, Path folder, String file, Set<String> names) {}

  FuzzCases(FuzzTarget target, long seed, Path scratch) throws Exception {
    this.seed = new Seeds(seed).seed("fuzz " + target.name(), 0);
    this.inputs = target.inputs().in(Files.createDirectories(scratch.resolve("valid")));
    for (int i = 0; i < inputs.size(); i++) {
      FuzzInput input = inputs.get(i);
      copies.add(scratch.resolve("mutated-" + i));
      names.add(FuzzJudge.names(input.folder()));
      for (String file : input.files()) {
        sites.add(new Site(i, file, Files.readAllBytes(input.folder().resolve(file))));
      }
    }
  }

  /** The valid folders. */
  List<FuzzInput> inputs() {
    return inputs;
  }

  /** A valid folder as it is, to be read. */
  Case valid(int input) throws IOException {
    restore(inputs.get(input).folder(), copies.get(input));
    mutated.remove(input);
    return new Case(inputs.get(input), copies.get(input), "", names.get(input));
  }

  /** Makes a mutated folder; the one made before is gone then. */
  Case make(long number) throws IOException {
    RandomGenerator random = new SplittableRandom(seed + 0x9e3779b97f4a7c15L * (number + 1));
    Site site = sites.get(random.nextInt(sites.size()));
    List<Site> same = sites.stream().filter(s -> s.ending().equals(site.ending())).toList();
    byte[] other = same.get(random.nextInt(same.size())).valid();
    byte[] bytes = Mutators.mutate(site.file(), site.valid(), other, random);
    Case made = place(site, bytes);
    if (made.input().writes().test(number)) {
      mutated.remove(site.input()); // the reading may change more
    }
    return made;
  }

  private Case place(Site site, byte[] bytes) throws IOException {
    FuzzInput input = inputs.get(site.input());
    Path copy = copies.get(site.input());
    String before = mutated.put(site.input(), site.file());
    if (before == null) {
      restore(input.folder(), copy);
    } else if (!before.equals(site.file())) {
      Files.delete(copy.resolve(before));
      Files.copy(input.folder().resolve(before), copy.resolve(before));
    }
    Path file = copy.resolve(site.file());
    Files.write(file, bytes);
    return new Case(input, copy, site.file(), names.get(site.input()));
  }

  /** Makes the copy equal to the valid folder again. */
  private static void restore(Path valid, Path copy) throws IOException {
    delete(copy);
    copy(valid, copy);
  }

  /** Copies a folder and all below it. */
  static void copy(Path folder, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(folder.relativize(file).toString()));
      }
    }
  }

  /** Deletes a folder and all below it. */
  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> all;
      try (Stream<Path> files = Files.walk(folder)) {
        all = new ArrayList<>(files.toList());
      }
      for (int i = all.size() - 1; i >= 0; i--) {
        Files.delete(all.get(i));
      }
    }
  }
}
