package org.al4j.examples.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.al4j.core.Seeds;

/**
 * The mutations of one reader by their numbers: equal seeds and numbers give equal bytes. A working
 * copy of each valid folder lies beside it, made of hard links; only the mutated file is written.
 */
final class FuzzCases {
  private final long seed;
  private final List<FuzzInput> inputs;
  private final List<Path> copies = new ArrayList<>();

  /** The file that differs from the valid one, by the number of its input. */
  private final Map<Integer, String> mutated = new HashMap<>();

  private final List<Site> sites = new ArrayList<>();

  /** A file that can be mutated. */
  private record Site(int input, String file, byte[] valid) {
    String ending() {
      return file.substring(file.lastIndexOf('.') + 1);
    }
  }

  /** A mutated folder, ready to be read. */
  record Case(FuzzInput input, Path folder, String file) {}

  FuzzCases(FuzzTarget target, long seed, Path scratch) throws Exception {
    this.seed = new Seeds(seed).seed("fuzz " + target.name(), 0);
    this.inputs = target.inputs().in(Files.createDirectories(scratch.resolve("valid")));
    for (int i = 0; i < inputs.size(); i++) {
      FuzzInput input = inputs.get(i);
      copies.add(scratch.resolve("mutated-" + i));
      for (String file : input.files()) {
        sites.add(new Site(i, file, Files.readAllBytes(input.folder().resolve(file))));
      }
    }
  }

  /** The valid folders. */
  List<FuzzInput> inputs() {
    return inputs;
  }

  /** Makes a mutated folder; the one made before is gone then. */
  Case make(long number) throws IOException {
    RandomGenerator random = new SplittableRandom(seed + 0x9e3779b97f4a7c15L * (number + 1));
    Site site = sites.get(random.nextInt(sites.size()));
    List<Site> same = sites.stream().filter(s -> s.ending().equals(site.ending())).toList();
    byte[] other = same.get(random.nextInt(same.size())).valid();
    byte[] bytes = Mutators.mutate(site.file(), site.valid(), other, random);
    return place(site, bytes);
  }

  private Case place(Site site, byte[] bytes) throws IOException {
    FuzzInput input = inputs.get(site.input());
    Path copy = copies.get(site.input());
    String before = mutated.put(site.input(), site.file());
    if (before == null || input.writes()) {
      restore(input, copy);
    } else if (!before.equals(site.file())) {
      Files.delete(copy.resolve(before));
      link(input.folder().resolve(before), copy.resolve(before));
    }
    Path file = copy.resolve(site.file());
    Files.deleteIfExists(file); // it may be a hard link to the valid one
    Files.write(file, bytes);
    return new Case(input, copy, site.file());
  }

  /** Makes the copy equal to the valid folder again. */
  private static void restore(FuzzInput input, Path copy) throws IOException {
    Path valid = input.folder();
    delete(copy);
    Files.createDirectories(copy);
    try (Stream<Path> files = Files.walk(valid)) {
      for (Path file : (Iterable<Path>) files.skip(1)::iterator) {
        Path to = copy.resolve(valid.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectory(to);
        } else if (input.writes()) {
          Files.copy(file, to);
        } else {
          link(file, to);
        }
      }
    }
  }

  private static void link(Path file, Path to) throws IOException {
    try {
      Files.createLink(to, file);
    } catch (UnsupportedOperationException e) {
      Files.copy(file, to);
    }
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
