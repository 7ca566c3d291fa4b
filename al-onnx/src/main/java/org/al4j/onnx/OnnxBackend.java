package org.al4j.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.al4j.core.InvalidInputException;
import org.al4j.models.scoring.ProductPrecision;
import org.al4j.models.scoring.ScoredModel;
import org.al4j.models.scoring.ScoringBackend;
import org.al4j.models.scoring.SequenceScorer;

/**
 * ONNX Runtime on the processor. The model's graph goes there in memory after each fit; one thread
 * computes a batch, and as many batches are computed at a time as the engine has threads.
 *
 * <p>In integers, the states of a batch have one scale and weights one by column, so that
 * probabilities differ from the engine's, and a little by what else is in the batch: how much is in
 * docs/scale.md.
 */
public final class OnnxBackend implements ScoringBackend {
  private static final long STACK = 256L << 20;

  private final ProductPrecision precision;
  private final String words;

  private OnnxBackend(ProductPrecision precision, String words) {
    this.precision = precision;
    this.words = words;
  }

  /** In floats: the engine's numbers but for rounding. */
  public static OnnxBackend floats() {
    return new OnnxBackend(ProductPrecision.FLOAT, "onnx");
  }

  /**
   * In integers of 8 bits, or 7 where the processor adds two products in 16 bits: there the sum of
   * two products of 8 bits is cut off, and the answer wrong.
   */
  public static OnnxBackend integers() {
    Processor here = Processor.here();
    return integers(here.integers());
  }

  /**
   * In integers that are the same on every machine of a run, whatever its processor.
   *
   * @param precision {@link ProductPrecision#INT7} is right everywhere
   */
  public static OnnxBackend integers(ProductPrecision precision) {
    return switch (precision) {
      case FLOAT -> throw new IllegalArgumentException("FLOAT is no precision of integers");
      case INT8 -> new OnnxBackend(precision, "onnx-int8, weights in 8 bits");
      case INT7 -> new OnnxBackend(precision, "onnx-int8, weights in 7 bits");
    };
  }

  /** In which numbers states are multiplied by weights. */
  public ProductPrecision precision() {
    return precision;
  }

  @Override
  public String describe() {
    return words;
  }

  @Override
  public SequenceScorer open(ScoredModel model) {
    byte[] graph = model.onnx(precision);
    try {
      OrtSession session = session(graph);
      return new OnnxScorer(OrtEnvironment.getEnvironment(), session, model.hasTypes());
    } catch (OrtException e) {
      throw new InvalidInputException("ONNX Runtime refused the model: " + e.getMessage(), e);
    }
  }

  /**
   * On a thread of its own: when ONNX Runtime begins, it calls itself once for each character of
   * the process's command line, class path included, and ends the process without a word where the
   * stack is one of Java's usual ones, of a megabyte.
   */
  private static OrtSession session(byte[] graph) throws OrtException {
    FutureTask<OrtSession> opening = new FutureTask<>(() -> create(environment(), graph));
    new Thread(null, opening, "al4j-onnx-open", STACK).start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return opening.get();
        } catch (InterruptedException e) {
          interrupted = true; // native work cannot be interrupted: wait, then tell the caller
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OrtException refused) {
        throw refused;
      }
      if (e.getCause() instanceof InvalidInputException missing) {
        throw missing;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static OrtSession create(OrtEnvironment environment, byte[] graph) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      return environment.createSession(graph, options);
    }
  }

  /** ONNX Runtime's own, one a JVM, which is never closed. */
  private static OrtEnvironment environment() {
    try {
      return OrtEnvironment.getEnvironment();
    } catch (LinkageError e) { // its libraries are unpacked when its class is first used
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw new InvalidInputException(
          "ONNX Runtime does not start on this system; put com.microsoft.onnxruntime:onnxruntime on"
              + " the class path, see that java.io.tmpdir can be written, or score by the engine ("
              + cause
              + ")",
          e);
    }
  }
}
