package org.al4j.core.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** A run in memory. */
final class MemoryStore implements RunStore {
  private final List<String> lines = new ArrayList<>();
  private final Map<String, byte[]> blobs = new HashMap<>();
  private @Nullable Possession owner;
  private boolean started;

  @Override
  public String name() {
    return "run in memory";
  }

  @Override
  public synchronized List<String> read() {
    if (!started) {
      throw new InvalidInputException("no run in memory: nobody has begun one");
    }
    return List.copyOf(lines);
  }

  @Override
  public synchronized Possession take() {
    if (owner != null) {
      throw new InvalidInputException(
          "run in memory is in use; one owner writes a run: close the other first");
    }
    if (lines.isEmpty() && !blobs.isEmpty()) {
      throw new InvalidInputException("run in memory has state and no lines, so they are lost");
    }
    started = true;
    owner = new Owner(List.copyOf(lines));
    return owner;
  }

  private final class Owner implements Possession {
    private final List<String> found;

    Owner(List<String> found) {
      this.found = found;
    }

    @Override
    public List<String> lines() {
      return found;
    }

    @Override
    public void append(List<String> added) {
      synchronized (MemoryStore.this) {
        requireOwner();
        lines.addAll(added);
      }
    }

    @Override
    public void saveBlob(String name, byte[] bytes) {
      synchronized (MemoryStore.this) {
        requireOwner();
        blobs.put(name, bytes.clone());
      }
    }

    @Override
    public Optional<byte[]> blob(String name) {
      synchronized (MemoryStore.this) {
        return Optional.ofNullable(blobs.get(name)).map(byte[]::clone);
      }
    }

    private void requireOwner() {
      if (owner != this) {
        throw new InvalidInputException("run in memory was closed: it takes nothing any more");
      }
    }

    @Override
    public void close() {
      synchronized (MemoryStore.this) {
        owner = owner == this ? null : owner;
      }
    }
  }
}
