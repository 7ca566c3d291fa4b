package org.al4j.bench.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;

/** Reads a mutated folder and says whether what happened is right. */
final class FuzzJudge {
  private static final Pattern UNCLEAR = Pattern.compile("\\R|\\p{Cntrl}");
  private static final int LONGEST = 1_500;
  private static final int FRAMES = 12;

  private FuzzJudge() {}

  /** Thrown by a reading that got a result that it should not have got. */
  static final class WrongResult extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongResult(String what) {
      super(what);
    }
  }

  /** What a model or tokenizer refuses later, when it is used: that names what it was given. */
  static final class RefusedInUse extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final InvalidInputException refusal;

    RefusedInUse(InvalidInputException refusal) {
      super(refusal);
      this.refusal = refusal;
    }

    InvalidInputException refusal() {
      return refusal;
    }
  }

  static FuzzVerdict judge(FuzzCases.Case one, long number) {
    Path folder = one.folder();
    FuzzVerdict verdict;
    try {
      one.input().reading().read(folder, number);
      verdict = FuzzVerdict.RESULT;
    } catch (InvalidInputException e) {
      verdict = refusal(e, message -> isNamed(message, folder));
    } catch (RefusedInUse e) {
      verdict = refusal(e.refusal(), message -> true);
    } catch (WrongResult e) {
      verdict =
          FuzzVerdict.wrong("wrong result: " + e.getMessage(), String.valueOf(e.getMessage()));
    } catch (Throwable e) { // whatever it is, it is what is looked for
      verdict = FuzzVerdict.wrong(kind(e), trace(e));
    }
    Set<String> left = names(folder);
    left.removeAll(one.names());
    left.removeIf(name -> name.endsWith(".lock")); // a run's, which stays by design
    return left.isEmpty() || verdict.outcome() == FuzzVerdict.Outcome.WRONG
        ? verdict
        : FuzzVerdict.wrong("left files behind", left.toString());
  }

  private static FuzzVerdict refusal(InvalidInputException e, Predicate<String> names) {
    String message = String.valueOf(e.getMessage());
    if (message.isBlank() || UNCLEAR.matcher(message).find()) {
      return FuzzVerdict.wrong("message not one line: " + place(e), trace(e));
    }
    if (message.length() > LONGEST) {
      return FuzzVerdict.wrong("message too long: " + place(e), trace(e));
    }
    return names.test(message)
        ? new FuzzVerdict(FuzzVerdict.Outcome.REFUSED, "refused", message)
        : FuzzVerdict.wrong("message names no file: " + place(e), trace(e));
  }

  private static boolean isNamed(String message, Path folder) {
    return message.contains(folder.getFileName().toString())
        || names(folder).stream().anyMatch(message::contains);
  }

  /** What is in a folder. */
  static Set<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      return new TreeSet<>(Set.of("cannot be listed: " + e));
    }
  }

  /** The exception and the first place of ours. */
  static String kind(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + " at " + place(root);
  }

  private static String place(Throwable e) {
    return Arrays.stream(e.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("org.al4j."))
        .map(FuzzJudge::place)
        .filter(place -> !place.matches("(BadFile|FileInput)\\..*"))
        .findFirst()
        .orElse("?");
  }

  private static String place(StackTraceElement frame) {
    String type = frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
    return type + "." + frame.getMethodName() + ":" + frame.getLineNumber();
  }

  private static String trace(Throwable e) {
    StringBuilder text = new StringBuilder();
    for (Throwable t = e; t != null; t = t.getCause()) {
      String message = t.toString();
      text.append(message, 0, Math.min(message.length(), 600));
      for (StackTraceElement frame : t.getStackTrace()) {
        if (frame.getClassName().startsWith(FuzzJudge.class.getName())) {
          break;
        }
        text.append("\n    at ").append(frame);
        if (text.chars().filter(c -> c == '\n').count() > FRAMES) {
          break;
        }
      }
      text.append(t.getCause() == null ? "" : "\n  because ");
    }
    return text.toString();
  }
}
