package org.al4j.models.internal.engine.train;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.AtomicFile;
import org.al4j.models.internal.engine.run.Weights;

/**
 * A training run on the disk, so that it goes on after a kill at any moment as if nothing had
 * happened, to the last bit: what the caller says of where it is, then the weights and the
 * optimizer's state, then a checksum. The file is replaced as a whole.
 *
 * <p>The order of sums depends on the number of lanes ({@link Trainer}): on another number of
 * processors a run goes on too, but rounds differently.
 */
public final class TrainingState {
  private static final long MAGIC = 0x414c344a54533031L; // AL4JTS01
  private static final int BUFFER = 1 << 16;

  private TrainingState() {}

  /** The weights alone, for those of the best epoch. */
  public static Exchange.Kept of(Weights weights) {
    return exchange -> {
      for (var parameter : weights.parameters()) {
        exchange.floats(weights.buffer(parameter));
      }
      for (int i = 0; i < weights.network().tables().size(); i++) {
        exchange.floats(weights.table(i));
      }
      weights.tablesChanged();
    };
  }

  /**
   * Writes a file, which is the old one or the new one whatever happens meanwhile.
   *
   * @param position what {@link #read} gives back; up to 65,535 bytes a value
   * @param kept a {@link Trainer}, and whatever else changes
   * @throws UncheckedIOException if it cannot be written
   */
  public static void write(
      Path file, SortedMap<String, String> position, List<? extends Exchange.Kept> kept) {
    try {
      AtomicFile.write(
          file,
          plain -> {
            CheckedOutputStream sum =
                new CheckedOutputStream(new BufferedOutputStream(plain, BUFFER), new CRC32C());
            DataOutputStream out = new DataOutputStream(sum);
            out.writeLong(MAGIC);
            out.writeInt(position.size());
            for (var entry : position.entrySet()) {
              out.writeUTF(entry.getKey());
              out.writeUTF(entry.getValue());
            }
            for (Exchange.Kept one : kept) {
              one.exchange(new Exchange.Out(out));
            }
            out.writeLong(sum.getChecksum().getValue());
            out.flush();
          });
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * What a file says of where its run is, without the rest.
   *
   * @throws InvalidInputException naming the file, if it is none
   */
  public static SortedMap<String, String> position(Path file) {
    return read(file, List.of(), false);
  }

  /**
   * Puts everything back; where the file is damaged or of another model, what was put back until
   * then is of no use.
   *
   * @param kept as when it was written, of the same sizes; a trainer must not have been used
   * @return what the caller had said of where it is
   * @throws InvalidInputException naming the file, if it is none, damaged, or of another model
   */
  public static SortedMap<String, String> read(Path file, List<? extends Exchange.Kept> kept) {
    return read(file, kept, true);
  }

  private static SortedMap<String, String> read(
      Path file, List<? extends Exchange.Kept> kept, boolean whole) {
    try (InputStream plain = Files.newInputStream(file);
        CheckedInputStream sum =
            new CheckedInputStream(new BufferedInputStream(plain, BUFFER), new CRC32C());
        DataInputStream in = new DataInputStream(sum)) {
      if (in.readLong() != MAGIC) {
        throw new InvalidInputException("it does not begin as one");
      }
      SortedMap<String, String> position = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        position.put(in.readUTF(), in.readUTF());
      }
      for (Exchange.Kept one : kept) {
        one.exchange(new Exchange.In(in));
      }
      long computed = sum.getChecksum().getValue();
      if (whole && (in.readLong() != computed || in.read() >= 0)) {
        throw new InvalidInputException("its checksum is wrong");
      }
      return position;
    } catch (IOException | InvalidInputException e) {
      throw new InvalidInputException(
          file
              + ": not the state of this training run: "
              + (e.getMessage() == null ? "it ends too early" : e.getMessage())
              + "; delete it and start anew",
          e);
    }
  }
}
