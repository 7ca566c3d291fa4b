package org.al4j.models.internal.scoring;

import java.util.Map;
import org.al4j.core.data.LabelSpace;
import org.al4j.models.internal.architecture.HeadedNetwork;
import org.al4j.models.internal.architecture.OnnxNetwork;
import org.al4j.models.internal.engine.run.EmbeddingTable;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.scoring.ProductPrecision;
import org.al4j.models.scoring.ScoredModel;
import org.al4j.models.tensor.Tensor;

/** The model of an engine as it is when it is asked. */
record EngineModel(Engine engine, LabelSpace labels) implements ScoredModel {
  @Override
  public byte[] onnx(ProductPrecision precision) {
    Map<String, Tensor> tensors = engine.tensors();
    HeadedNetwork network = (HeadedNetwork) engine.network();
    return OnnxNetwork.of(network, tensors::get, precision.steps(), labels.names()).toBytes();
  }

  @Override
  public boolean hasTypes() {
    return engine.network().tables().stream().anyMatch(one -> one.by() == EmbeddingTable.By.TYPE);
  }
}
