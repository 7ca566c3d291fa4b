package org.al4j.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.al4j.models.scoring.SequenceScorer;
import org.al4j.models.scoring.TokenBatch;

/** A model in a session of ONNX Runtime. */
final class OnnxScorer implements SequenceScorer {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final boolean types;

  OnnxScorer(OrtEnvironment environment, OrtSession session, boolean types) {
    this.environment = environment;
    this.session = session;
    this.types = types;
  }

  @Override
  public Map<String, float[]> score(TokenBatch batch, Set<String> outputs) {
    long[] shape = {batch.size(), batch.length()};
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      inputs.put("input_ids", tensor(batch.ids(), shape));
      inputs.put("attention_mask", tensor(batch.mask(), shape));
      if (types) {
        inputs.put("token_type_ids", tensor(batch.types(), shape));
      }
      Map<String, float[]> results = new HashMap<>();
      try (OrtSession.Result computed = session.run(inputs, outputs)) {
        for (String output : outputs) {
          results.put(output, floats((OnnxTensor) computed.get(output).orElseThrow()));
        }
      }
      return results;
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }

  private static float[] floats(OnnxTensor tensor) {
    FloatBuffer buffer = tensor.getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    }
  }
}
