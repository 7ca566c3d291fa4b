package org.al4j.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpendingLedgerTest {
  private static final LlmLimits LIMITS =
      new LlmLimits(
          10_000,
          Optional.of(new BigDecimal("0.001")),
          new BigDecimal("0.15"),
          new BigDecimal("0.60"));

  @TempDir private Path dir;

  private Path file() {
    return dir.resolve("spent.jsonl");
  }

  private SpendingLedger open() {
    return SpendingLedger.open(file(), LIMITS);
  }

  /** 0.15 * 1,000 + 0.60 * 500 a million are 0.00045; settled 0.15 * 400 + 0.60 * 20: 0.000072. */
  @Test
  void settle_afterReserve_putsWhatItDidCostInItsPlace() {
    try (SpendingLedger ledger = open()) {
      long request = ledger.reserve(1_000, 500);
      assertEquals(
          new Spent(1, 1_000, 500, new BigDecimal("0.00045000")), ledger.spent(), "at most");
      ledger.settle(request, 400, 20);
      assertEquals(420, ledger.spent().tokens());
      assertEquals(0, ledger.spent().money().compareTo(new BigDecimal("0.000072")));
    }
  }

  @Test
  void reserve_whatCouldExceedALimit_isRefusedAndNotEntered() throws IOException {
    try (SpendingLedger ledger = open()) {
      assertThrows(SpendingLimitException.class, () -> ledger.reserve(10_001, 0));
      ledger.settle(ledger.reserve(6_666, 0), 6_000, 0); // 0.0009
      long size = Files.size(file());
      SpendingLimitException e =
          assertThrows(SpendingLimitException.class, () -> ledger.reserve(667, 0));
      assertEquals(
          "the next request can cost 0.00010005, and 0.00090000 of 0.001 are spent",
          e.getMessage());
      assertEquals(size, Files.size(file()));
      ledger.reserve(666, 0); // 0.0000999
    }
  }

  /** A program that was killed between the request and its answer. */
  @Test
  void open_requestWithoutAnswer_countsWithTheMostItCanHaveCost() throws IOException {
    try (SpendingLedger ledger = open()) {
      ledger.settle(ledger.reserve(100, 50), 90, 5);
      ledger.reserve(200, 100);
    }
    Files.writeString(file(), "{\"request\":2,\"kind\":\"mo", StandardOpenOption.APPEND);
    for (int i = 0; i < 2; i++) {
      try (SpendingLedger ledger = open()) {
        assertEquals(95 + 300, ledger.spent().tokens());
        assertEquals(2, ledger.spent().requests());
      }
    }
    try (SpendingLedger ledger = open()) {
      assertEquals(2, ledger.reserve(1, 1));
    }
  }

  @Test
  void open_linesThatAreNotAsWritten_areRefused() throws IOException {
    for (String line :
        new String[] {
          "{}",
          "no",
          "{\"request\":0,\"kind\":\"spent\",\"promptTokens\":1,\"answerTokens\":1,\"money\":\"0\"}",
          "{\"request\":0,\"kind\":\"most\",\"promptTokens\":-1,\"answerTokens\":1,\"money\":\"0\"}",
          "{\"request\":0,\"kind\":\"most\",\"promptTokens\":1,\"answerTokens\":1,\"money\":\"x\"}"
        }) {
      Files.writeString(file(), line + "\n");
      InvalidInputException e = assertThrows(InvalidInputException.class, this::open, line);
      assertTrue(e.getMessage().contains("line 1"), e::getMessage);
    }
  }

  @Test
  void open_twice_isRefused() {
    try (SpendingLedger ledger = open()) {
      assertThrows(InvalidInputException.class, this::open);
      ledger.reserve(1, 1);
    }
    open().close();
  }

  @Test
  void reserve_interruptedThread_writesAsAnyOther() {
    try (SpendingLedger ledger = open()) {
      Thread.currentThread().interrupt();
      long request = ledger.reserve(1, 1);
      ledger.settle(request, 1, 0);
      assertTrue(Thread.interrupted());
    }
    try (SpendingLedger ledger = open()) {
      assertEquals(1, ledger.spent().tokens());
    }
  }
}
