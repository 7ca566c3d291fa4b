package org.al4j.llm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.IoReason;
import org.al4j.core.io.JsonInput;

/**
 * What was spent, a line each before and after a request, on the disk before the next step. A
 * request is entered with the most that it can cost; its answer puts what it did cost in the place
 * of that. Where no answer came, through a kill for one, the most counts as spent. So no restart
 * makes the limit larger. One process has it at a time; for any number of threads.
 */
final class SpendingLedger implements AutoCloseable {
  private final Path file;
  private final RandomAccessFile out; // no channel: an interrupt would close that
  private final LlmLimits limits;
  private final Map<Long, Spent> open = new HashMap<>(); // with the most that each can cost
  private Spent spent = Spent.NOTHING; // those included
  private long next;
  private long end; // of what was written as a whole

  private SpendingLedger(Path file, RandomAccessFile out, LlmLimits limits) {
    this.file = file;
    this.out = out;
    this.limits = limits;
  }

  /**
   * Opens a ledger, which is empty at first.
   *
   * @param file in a folder that is there
   * @throws InvalidInputException if another process has it, or it is not as it was written
   */
  static SpendingLedger open(Path file, LlmLimits limits) {
    try {
      RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
      try {
        lock(file, out);
        SpendingLedger ledger = new SpendingLedger(file, out, limits);
        ledger.read();
        return ledger;
      } catch (IOException | RuntimeException e) {
        out.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be opened: " + IoReason.of(e), e);
    }
  }

  @SuppressWarnings("resource") // held until the file is closed
  private static void lock(Path file, RandomAccessFile out) throws IOException {
    FileLock lock;
    try {
      lock = out.getChannel().tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null; // this process has it already
    }
    if (lock == null) {
      throw new InvalidInputException(file + ": another program spends by it; end that first");
    }
  }

  private void read() throws IOException {
    String all = Files.readString(file);
    int whole =
        all.lastIndexOf('\n') + 1; // what stands behind was being written when it was killed
    int number = 0;
    for (String line : all.substring(0, whole).split("\n")) {
      number++;
      if (!line.isEmpty()) {
        apply(line, "line " + number + ": ");
      }
    }
    end = all.substring(0, whole).getBytes(StandardCharsets.UTF_8).length;
    out.setLength(end);
  }

  private void apply(String line, String where) {
    ObjectNode entry = JsonInput.object(file, where, line.getBytes(StandardCharsets.UTF_8));
    long request = entry.path("request").asLong(-1);
    String kind = entry.path("kind").asText();
    Spent amount;
    try {
      amount =
          new Spent(
              1,
              entry.path("promptTokens").asLong(-1),
              entry.path("answerTokens").asLong(-1),
              new BigDecimal(entry.path("money").asText()));
    } catch (NumberFormatException e) {
      throw damaged(where);
    }
    boolean known = kind.equals("most") ? request == next : open.containsKey(request);
    if (amount.promptTokens() < 0 || amount.answerTokens() < 0 || !known) {
      throw damaged(where);
    }
    enter(request, kind, amount);
  }

  private InvalidInputException damaged(String where) {
    return new InvalidInputException(file + ": " + where + "it is not as it was written");
  }

  private void enter(long request, String kind, Spent amount) {
    if (kind.equals("most")) {
      open.put(request, amount);
      spent = spent.plus(amount);
      next = request + 1;
    } else {
      Spent most = open.remove(request);
      if (most != null) {
        spent = spent.plus(less(amount, most));
      }
    }
  }

  private static Spent less(Spent amount, Spent most) {
    return new Spent(
        0,
        amount.promptTokens() - most.promptTokens(),
        amount.answerTokens() - most.answerTokens(),
        amount.money().subtract(most.money()));
  }

  /**
   * Enters a request that is about to be sent.
   *
   * @param promptTokens the most that its prompt has
   * @param answerTokens the most that its answers have together
   * @return its number
   * @throws SpendingLimitException if it could exceed a limit; nothing is entered then
   */
  synchronized long reserve(long promptTokens, long answerTokens) {
    BigDecimal cost = limits.cost(promptTokens, answerTokens);
    if (spent.tokens() + promptTokens + answerTokens > limits.tokens()) {
      throw new SpendingLimitException(
          "the next request can take "
              + (promptTokens + answerTokens)
              + " tokens, and "
              + Math.max(0, limits.tokens() - spent.tokens())
              + " of "
              + limits.tokens()
              + " are left");
    }
    BigDecimal money = spent.money().add(cost);
    if (limits.money().filter(most -> money.compareTo(most) > 0).isPresent()) {
      throw new SpendingLimitException(
          "the next request can cost "
              + cost.toPlainString()
              + ", and "
              + spent.money().toPlainString()
              + " of "
              + limits.money().get().toPlainString()
              + " are spent");
    }
    long request = next;
    write(request, "most", new Spent(1, promptTokens, answerTokens, cost));
    return request;
  }

  /** What a request did cost. */
  synchronized void settle(long request, long promptTokens, long answerTokens) {
    BigDecimal cost = limits.cost(promptTokens, answerTokens);
    write(request, "spent", new Spent(1, promptTokens, answerTokens, cost));
  }

  private void write(long request, String kind, Spent amount) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("request", request).put("kind", kind);
    entry.put("promptTokens", amount.promptTokens()).put("answerTokens", amount.answerTokens());
    entry.put("money", amount.money().toPlainString());
    try {
      byte[] line = (entry + "\n").getBytes(StandardCharsets.UTF_8);
      out.seek(end); // over what a failure left
      out.write(line);
      out.getFD().sync();
      end += line.length;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: " + IoReason.of(e), e);
    }
    enter(request, kind, amount);
  }

  /** What was spent so far, over all starts. */
  synchronized Spent spent() {
    return spent;
  }

  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be closed: " + IoReason.of(e), e);
    }
  }
}
