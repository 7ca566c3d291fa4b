package org.al4j.models.tokenize;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/** Native memory that many threads use until it is closed; what is in use is not freed. */
final class NativeHandle implements AutoCloseable {
  private final String what;
  private final LongConsumer free;

  /** Shared by uses, exclusive for closing. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private long address; // 0 when closed

  /**
   * What lies at an address.
   *
   * @param what it is, for the error of a use after the end
   * @param free is given the address once
   */
  NativeHandle(String what, long address, LongConsumer free) {
    this.what = what;
    this.address = address;
    this.free = free;
  }

  /**
   * Uses it.
   *
   * @throws IllegalStateException if it is closed
   */
  <T> T use(LongFunction<T> work) {
    lock.readLock().lock();
    try {
      if (address == 0) {
        throw new IllegalStateException("the " + what + " is closed");
      }
      return work.apply(address);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Frees it, after the uses that are going on. Safe to call twice. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (address != 0) {
        free.accept(address);
        address = 0;
      }
    } finally {
      lock.writeLock().unlock();
    }
  }
}
